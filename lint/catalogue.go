package lint

import "slices"

// catalogue holds every rule in reading order: a template's name and language, its header, body, footer and buttons,
// then placeholders and the values for them.
var catalogue = []Rule{
	nameCharset,
	nameLength,
	nameReserved,
	languageCode,

	headerLength,
	headerVariableCount,
	headerNewline,
	headerEmoji,
	headerFormatting,
	headerLocation,
	headerLink,

	bodyLength,
	bodyNewlines,
	bodySpaces,
	bodyEmoji,
	bodyOnlyVariables,
	variableLeading,
	variableTrailing,
	variableTrailingPunctuation,
	variableAdjacent,
	variableRatio,

	footerLength,
	footerVariable,
	footerNewline,
	footerEmoji,

	buttonsTotal,
	buttonsMaxURL,
	buttonsMaxPhoneNumber,
	buttonsMaxOTP,
	buttonsMaxCatalog,
	buttonsMaxMPM,
	buttonsExclusive,
	buttonsGrouping,
	buttonTextLength,
	buttonTextFormat,
	buttonTextDuplicate,
	urlLength,
	urlValid,
	urlVariableCount,
	urlVariableAtEnd,
	urlVariableInHost,
	phoneLength,
	phoneValid,
	otpCategory,
	mpmSectionsMax,
	mpmProductsMax,
	mpmSectionTitleLength,

	variableSyntax,
	variableSpecialChars,
	variableNameLength,
	variableZero,
	variableSequence,
	variableOrder,
	variableMixed,
	variableRepeated,

	paramsMissing,
	paramsSurplus,
	paramsWithoutPlaceholder,
	paramsUnused,
	numberAsText,
	commentInText,

	valueEmpty,
	valueNewline,
	valueSpaces,
	valueTooLong,
	valueLiteral,
	bodyFilledLength,
	urlValue,
	otpCodeLength,
	otpCodeMismatch,
}

// Rules returns the catalogue in reading order.
func Rules() []Rule { return slices.Clone(catalogue) }
