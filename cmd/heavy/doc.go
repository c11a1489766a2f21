// Package heavy holds what only campaigns need and what makes every program that links it start later: telephone numbers,
// workbooks, the drivers of the databases, the system's keyring, and metrics.
package heavy
