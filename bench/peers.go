package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// againstPeers measures other programs that hold the same files against the same schema. They look at shapes alone,
// and neither at lengths, placeholders, words nor other files.
func (b lintBench) againstPeers(dir, tree string, ours program) error {
	schema, err := templateSchema()
	if err != nil {
		return err
	}
	fmt.Println()
	for _, peer := range []struct {
		name    string
		prepare func(dir, tree string, schema map[string]any) (program, error)
	}{{"kubeconform", kubeconform}, {"ajv and js-yaml", ajv}} {
		p, err := peer.prepare(dir, tree, schema)
		if err != nil {
			fmt.Printf("%s cannot be had here: %v\n", peer.name, err)
			continue
		}
		p.env = append(slices.Clone(ours.env), p.env...)
		a, f, err := pair(ours, p, max(1, b.runs/2))
		if err != nil {
			return err
		}
		row("lint / "+peer.name+", clock", ratio(a, f, wall), 0, fmt.Sprintf("%.0f files/s against %.0f", float64(b.files)/median(a, wall), float64(b.files)/median(f, wall)))
		row("lint / "+peer.name+", processor", ratio(a, f, cpu), 0, "")
	}
	return nil
}

func templateSchema() (map[string]any, error) {
	src, err := os.ReadFile("schema/template.schema.json")
	if err != nil {
		return nil, fmt.Errorf("run this in the repository's folder: %w", err)
	}
	var schema map[string]any
	return schema, json.Unmarshal(src, &schema)
}

// kubeconform wants files to say what they are, as Kubernetes has it.
func kubeconform(dir, tree string, schema map[string]any) (program, error) {
	command := exec.Command("go", "install", "github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0")
	command.Env = append(os.Environ(), "GOBIN="+dir)
	if out, err := command.CombinedOutput(); err != nil {
		return program{}, fmt.Errorf("%w: %s", err, out)
	}
	properties := schema["properties"].(map[string]any)
	properties["apiVersion"], properties["kind"] = map[string]any{"type": "string"}, map[string]any{"type": "string"}
	defer func() { delete(properties, "apiVersion"); delete(properties, "kind") }()
	src, err := json.Marshal(schema)
	if err != nil {
		return program{}, err
	}
	if err := os.WriteFile(filepath.Join(dir, "template.json"), src, 0o644); err != nil {
		return program{}, err
	}
	same := filepath.Join(dir, "kubernetes")
	err = filepath.WalkDir(tree, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		to := filepath.Join(same, strings.TrimPrefix(path, tree))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, append([]byte("apiVersion: v1\nkind: Template\n"), src...), 0o644)
	})
	return program{
		args: []string{filepath.Join(dir, "kubeconform"), "-n", "2", "-summary", "-schema-location", filepath.Join(dir, "{{.ResourceKind}}.json"), same},
		dir:  dir,
	}, err
}

// script is what people write who have Node: js-yaml reads, ajv checks.
const script = `
const fs = require("fs"), path = require("path"), yaml = require("js-yaml"), Ajv = require("ajv");
const check = new Ajv({ strict: false }).compile(JSON.parse(fs.readFileSync("schema.json", "utf8")));
let bad = 0;
for (const name of fs.readdirSync(process.argv[2], { recursive: true })) {
  if (name.endsWith(".yaml") && !check(yaml.load(fs.readFileSync(path.join(process.argv[2], name), "utf8")))) bad++;
}
console.log(bad);
`

func ajv(dir, tree string, schema map[string]any) (program, error) {
	home := filepath.Join(dir, "node")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return program{}, err
	}
	src, err := json.Marshal(schema)
	if err != nil {
		return program{}, err
	}
	for name, text := range map[string]string{"schema.json": string(src), "check.js": script, "package.json": "{}"} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o644); err != nil {
			return program{}, err
		}
	}
	command := exec.Command("npm", "install", "--no-audit", "--no-fund", "ajv@8.17.1", "js-yaml@4.1.0")
	command.Dir = home
	if out, err := command.CombinedOutput(); err != nil {
		return program{}, fmt.Errorf("%w: %s", err, out)
	}
	return program{args: []string{"node", "check.js", tree}, dir: home}, nil
}
