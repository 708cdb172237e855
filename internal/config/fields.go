package config

import (
	"encoding"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// field is one setting with its names in the file and the environment.
type field struct {
	key, variable, doc string
	secret             bool
	value              reflect.Value
}

// fields lists the settings of c in their order, for overlay and Write alike.
func fields(c *Config) []field {
	var out []field
	var walk func(v reflect.Value, prefix string)
	walk = func(v reflect.Value, prefix string) {
		for i := range v.NumField() {
			tag := v.Type().Field(i)
			key := prefix + tag.Tag.Get("toml")
			if doc := tag.Tag.Get("doc"); doc != "" {
				variable := "TEARSHEET_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
				out = append(out, field{key, variable, doc, tag.Tag.Get("secret") != "", v.Field(i)})
				continue
			}
			walk(v.Field(i), key+".")
		}
	}
	walk(reflect.ValueOf(c).Elem(), "")
	return out
}

// overlay sets every field whose variable is set. A secret may also come from
// the file that its variable with _FILE names.
func overlay(c *Config, lookup func(string) (string, bool)) error {
	for _, f := range fields(c) {
		text, ok := lookup(f.variable)
		if name, file := lookup(f.variable + "_FILE"); f.secret && file && !ok {
			b, err := os.ReadFile(name)
			if err != nil {
				return fmt.Errorf("read %s_FILE: %w", f.variable, err)
			}
			text, ok = strings.TrimSpace(string(b)), true
		}
		if !ok {
			continue
		}
		if err := set(f.value, text); err != nil {
			return fmt.Errorf("%s: %w", f.variable, err)
		}
	}
	return nil
}

// notSettings are variables that are read elsewhere: by the command line, and
// by the tests.
var notSettings = []string{"TEARSHEET_CONFIG", "TEARSHEET_SHARED", "TEARSHEET_MODULES", "TEARSHEET_SCORE", "TEARSHEET_WRITE", "TEARSHEET_FIT", "TEARSHEET_BROWSER",
	"TEARSHEET_BE", "TEARSHEET_BENCH_", "TEARSHEET_KILL_", "TEARSHEET_FEEDS_OUT", "TEARSHEET_TEST_"}

// Unknown gives the names of the variables of an environment that look like
// settings and are none: most are misspelt.
func Unknown(environ []string) []string {
	known := map[string]bool{}
	for _, f := range fields(new(Config)) {
		known[f.variable] = true
		known[f.variable+"_FILE"] = f.secret
	}
	var unknown []string
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		ours := slices.ContainsFunc(notSettings, func(n string) bool { return strings.HasPrefix(name, n) })
		if strings.HasPrefix(name, "TEARSHEET_") && !known[name] && !ours {
			unknown = append(unknown, name)
		}
	}
	return unknown
}

func set(v reflect.Value, text string) error {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text))
	}
	switch p := v.Addr().Interface().(type) {
	case *string:
		*p = text
	case *Encryption:
		*p = Encryption(text)
	case *bool:
		b, err := parseBool(text)
		*p = b
		return err
	case *int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is not a whole number", text)
		}
		*p = n
	case *float64:
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("%q is not a number", text)
		}
		*p = n
	case *[]string:
		*p = splitList(text)
	case *[]int:
		*p = nil
		for _, s := range splitList(text) {
			n, err := strconv.Atoi(s)
			if err != nil {
				return fmt.Errorf("%q is not a whole number", s)
			}
			*p = append(*p, n)
		}
	default:
		return fmt.Errorf("a setting of type %s cannot come from a variable", v.Type())
	}
	return nil
}

func splitList(text string) []string {
	var out []string
	for s := range strings.SplitSeq(text, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Write gives c as a file that Load reads, each setting with its meaning and
// its variable. Secrets are hidden.
func Write(w io.Writer, c Config) error {
	section := ""
	for _, f := range fields(&c) {
		key := f.key
		if head, rest, ok := strings.Cut(f.key, "."); ok {
			key = rest
			if head != section {
				section = head
				if _, err := fmt.Fprintf(w, "[%s]\n\n", section); err != nil {
					return err
				}
			}
		}
		if _, err := fmt.Fprintf(w, "# %s\n# %s\n%s\n\n", f.doc, f.variable, assignment(key, f)); err != nil {
			return err
		}
	}
	return nil
}

func assignment(key string, f field) string {
	if f.secret && f.value.String() != "" {
		return "# " + key + " is set and not shown"
	}
	switch v := f.value.Interface().(type) {
	case encoding.TextMarshaler:
		b, _ := v.MarshalText()
		return fmt.Sprintf("%s = %q", key, b)
	case string, Encryption:
		return fmt.Sprintf("%s = %q", key, v)
	case []string:
		quoted := make([]string, len(v))
		for i, s := range v {
			quoted[i] = strconv.Quote(s)
		}
		return fmt.Sprintf("%s = [%s]", key, strings.Join(quoted, ", "))
	case []int:
		return fmt.Sprintf("%s = [%s]", key, strings.Trim(strings.ReplaceAll(fmt.Sprint(v), " ", ", "), "[]"))
	case float64:
		s := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return key + " = " + s
	default:
		return fmt.Sprintf("%s = %v", key, v)
	}
}
