// Command noop does nothing: it shows what it costs to start a Go program.
package main

func main() {}
