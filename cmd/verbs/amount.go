package verbs

import "strconv"

// thousands writes a number as people read a large one: 1,998.
func thousands(n int64) string {
	digits := strconv.FormatInt(n, 10)
	start := 0
	if n < 0 {
		start = 1
	}
	for at := len(digits) - 3; at > start; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// amount is a number and what it counts: 1 message, 1,998 messages.
func amount[N int | int64](n N, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return thousands(int64(n)) + " " + noun
}
