package heavy

// The drivers of the databases that send/journal keeps campaigns in.
import (
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)
