// Package verbs is the shell: the commands of watemplate, one file a verb. Only it reads files and the environment. It is
// apart from the program that it makes because there are two of them.
package verbs
