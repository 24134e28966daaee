package reading

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/spf13/pflag"
	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/component-base/cli/globalflag"
)

// A CommandLine is what a program knows of flags, and how it judges their values once they are parsed.
type CommandLine struct {
	Flags    []*pflag.FlagSet
	Validate func() error
}

// Flags makes a reader of the command lines of programs: a program, and its arguments.
func Flags(programs map[string]func() (CommandLine, error)) Reader {
	return func(args []string) error {
		if len(args) == 0 || programs[args[0]] == nil {
			return errors.New("expected a program whose flags are known")
		}
		line, err := programs[args[0]]()
		if err != nil {
			return err
		}
		return line.read(args[0], args[1:])
	}
}

func (line CommandLine) read(program string, args []string) error {
	flags := pflag.NewFlagSet(program, pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.SetNormalizeFunc(cliflag.WordSepNormalizeFunc)
	for _, known := range line.Flags {
		flags.AddFlagSet(known)
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if rest := flags.Args(); len(rest) > 0 {
		return fmt.Errorf("%q is no flag", rest[0])
	}
	return errors.Join(deprecated(flags), line.Validate())
}

// deprecated refuses what a program would only complain about.
func deprecated(flags *pflag.FlagSet) error {
	var found error
	flags.Visit(func(flag *pflag.Flag) {
		if flag.Deprecated != "" {
			found = errors.Join(found, fmt.Errorf("--%s is deprecated: %s", flag.Name, flag.Deprecated))
		}
	})
	return found
}

// Sections are the flags of a program by the sections of its help, and those that every program has.
func Sections(program string, sections cliflag.NamedFlagSets) []*pflag.FlagSet {
	globalflag.AddGlobalFlags(sections.FlagSet("global"), program)
	return slices.Collect(maps.Values(sections.FlagSets))
}
