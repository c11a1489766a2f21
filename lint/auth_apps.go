package lint

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

const (
	maxApps        = 5
	maxPackageName = 224
	hashLength     = 11
)

var authSupportedApps = otpRule(Rule{
	ID:       "auth-supported-apps",
	Summary:  "a one_tap or zero_tap button names 1 to 5 apps, each once",
	Severity: template.Error,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	if b.OTPType.Value != "one_tap" && b.OTPType.Value != "zero_tap" {
		return
	}
	apps := b.SupportedApps
	switch {
	case len(apps) == 0:
		p.ReportHint(b.OTPType.At(), "write supported_apps: [{package_name: com.acme.app, signature_hash: K8a/AINcGX7}]",
			"button %d is %s and has no supported_apps", n, b.OTPType.Value)
	case len(apps) > maxApps:
		p.Report(cmp.Or(apps[maxApps].PackageName.At(), b.At()), "button %d has %d supported_apps; the limit is %d", n, len(apps), maxApps)
	}
	for i, a := range apps[:min(len(apps), maxApps)] {
		for j, before := range apps[:i] {
			if a.PackageName.Value == before.PackageName.Value && a.SignatureHash.Value == before.SignatureHash.Value {
				p.Report(cmp.Or(a.PackageName.At(), b.At()), "app %d of button %d is app %d again", i+1, n, j+1)
				break
			}
		}
	}
})

var authSupportedAppsCopyCode = otpRule(Rule{
	ID:       "auth-supported-apps-copy-code",
	Summary:  "a copy_code button of a one-time code names no apps and has no autofill_text",
	Severity: template.Warning,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	if b.OTPType.Value == "one_tap" || b.OTPType.Value == "zero_tap" {
		return
	}
	const hint = "leave it out, or write otp_type: one_tap"
	if len(b.SupportedApps) > 0 {
		p.ReportHint(cmp.Or(b.SupportedApps[0].PackageName.At(), b.At()), hint, "button %d copies the code, but has supported_apps", n)
	}
	if b.AutofillText.IsSet() {
		p.ReportHint(b.AutofillText.At(), hint, "button %d copies the code, but has an autofill_text", n)
	}
})

var authPackageName = otpRule(Rule{
	ID:       "auth-package-name",
	Summary:  "the package_name of an app is the name of an Android package",
	Severity: template.Error,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	for i, a := range b.SupportedApps {
		name := a.PackageName
		switch length := template.Length(name.Value); {
		case name.Value == "":
		case length > maxPackageName:
			p.Report(name.Span(offset(name.Value, maxPackageName), len(name.Value)),
				"package_name of app %d of button %d has %d characters; the limit is %d", i+1, n, length, maxPackageName)
		case !packageName(name.Value):
			p.ReportHint(name.At(), "write it as in the app's manifest, such as com.acme.app",
				"package_name of app %d of button %d is %q, which is no Android package", i+1, n, name.Value)
		}
	}
})

// packageName reports whether s is two segments or more, each a letter and then letters, digits and underscores.
func packageName(s string) bool {
	if !strings.Contains(s, ".") {
		return false
	}
	for segment := range strings.SplitSeq(s, ".") {
		for i, r := range segment {
			if !alphanumeric(r) && r != '_' || i == 0 && (r == '_' || r <= '9') {
				return false
			}
		}
		if segment == "" {
			return false
		}
	}
	return true
}

// escaped are the characters of a hash as they stand in an address: Meta's own samples have them so.
var escaped = strings.NewReplacer("%2F", "/", "%2B", "+", "%3D", "=", "%2f", "/", "%2b", "+", "%3d", "=")

var authSignatureHash = otpRule(Rule{
	ID:       "auth-signature-hash",
	Summary:  "the signature_hash of an app has 11 characters: letters, digits, /, + and =",
	Severity: template.Error,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	for i, a := range b.SupportedApps {
		at, hash := a.SignatureHash.At(), escaped.Replace(a.SignatureHash.Value)
		length := template.Length(hash)
		j := strings.IndexFunc(hash, func(r rune) bool { return !alphanumeric(r) && !strings.ContainsRune("/+=", r) })
		switch {
		case hash == "":
		case length != hashLength:
			p.Report(at, "signature_hash of app %d of button %d has %d characters; such a hash has %d", i+1, n, length, hashLength)
		case j >= 0:
			_, size := utf8.DecodeRuneInString(hash[j:])
			p.Report(at, "signature_hash of app %d of button %d has %q; such a hash has letters, digits, /, + and = alone", i+1, n, hash[j:j+size])
		}
	}
})
