// Package reading is what programs have in common that let others' code read what is made for it.
package reading

import (
	"errors"
	"fmt"
	"os"
)

// A Reader judges what its arguments name.
type Reader func(args []string) error

// Main runs the reader that the first argument names. It ends with 1 if that refuses something.
func Main(readers map[string]Reader) {
	if len(os.Args) < 2 || readers[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "expected the name of a reader, and what it is to read")
		os.Exit(2)
	}
	if err := readers[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// File makes a reader of a function that judges a file.
func File(read func(path string, text []byte) error) Reader {
	return func(args []string) error {
		if len(args) != 1 {
			return errors.New("expected one file")
		}
		text, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		return read(args[0], text)
	}
}
