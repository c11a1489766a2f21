package main
import "os"
func main(){ if err:=writeTree(os.Args[1],10000); err!=nil {panic(err)}; if err:=writeTree(os.Args[2],100000); err!=nil {panic(err)} }
