// Package lint knows the law: what Meta refuses when a template is registered, what fails when it is sent, and what
// will hurt its author.
//
// A rule is a value, a [Rule]: data and a function that reads a [Pass] and reports. Each has a file of its own (rules
// that differ only in numbers are rows of one table), one line in catalogue.go, a page under rules/, which is at once
// its documentation and its test, and fixtures under testdata/.
//
// A rule about several templates together has a [Comparison], which goes by their summaries: so a [Linter] can lint a
// hundred thousand files one by one and compare them with [Across] at the end. What a project wants otherwise stands in
// its configuration, which [Configure] reads, or in a comment that ignores a rule.
//
// [Run] lints files, [Check] one template, [Print] shows what was found with a caret under the very characters. A
// [Report] writes it in the formats of other tools, from [Finding]s that need their files no more; a [Baseline] drops
// those that a project lives with.
package lint
