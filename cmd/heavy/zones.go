package heavy

// Where the system has no time zones, as Windows, quiet hours are told in these.
import _ "time/tzdata"
