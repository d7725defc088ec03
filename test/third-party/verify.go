// Verifies a bundle of evidence with the code of others alone: golang.org/x/mod/sumdb/note checks the signatures,
// golang.org/x/mod/sumdb/tlog the tiles and the proofs. It is no part of the program; docs/evidence.md says how to
// run it.
//
//	verify FOLDER KEY
//
// KEY is the verifier key of the ledger as it is printed. Exits with 0 and a line that counts, or with 1 and why.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "verify FOLDER KEY")
		os.Exit(2)
	}
	entries, proofs, size, err := verify(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%d entries of %d, %d proofs\n", entries, size, proofs)
}

func verify(folder, key string) (entries, proofs int, size int64, err error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, 0, 0, err
	}
	known := note.VerifierList(verifier)
	written, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return 0, 0, 0, err
	}
	tree, err := treeIn(written, known, verifier.Name())
	if err != nil {
		return 0, 0, 0, fmt.Errorf("checkpoint: %w", err)
	}
	if err := checkManifest(folder, known); err != nil {
		return 0, 0, 0, fmt.Errorf("manifest: %w", err)
	}
	reader := tlog.TileHashReader(tree, tiles{folder})
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return 0, 0, 0, err
	}
	if root != tree.Hash {
		return 0, 0, 0, errors.New("the tiles give another root")
	}
	read, err := entriesIn(folder, tree.N)
	if err != nil {
		return 0, 0, 0, err
	}
	for index, entry := range read {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		if err != nil {
			return 0, 0, 0, fmt.Errorf("#%d: %w", index, err)
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
			return 0, 0, 0, fmt.Errorf("#%d: %w", index, err)
		}
	}
	proofs, err = checkProofs(folder, known, verifier.Name(), read)
	return len(read), proofs, tree.N, err
}

// treeIn reads a signed checkpoint: origin, size and root, a line each.
func treeIn(written []byte, known note.Verifiers, origin string) (tlog.Tree, error) {
	opened, err := note.Open(written, known)
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != origin || lines[3] != "" {
		return tlog.Tree{}, errors.New("it is no checkpoint of this ledger")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// checkManifest checks that the manifest is the one that its note signs.
func checkManifest(folder string, known note.Verifiers) error {
	written, err := os.ReadFile(filepath.Join(folder, "manifest.note"))
	if err != nil {
		return err
	}
	opened, err := note.Open(written, known)
	if err != nil {
		return err
	}
	manifest, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(manifest)
	if !strings.HasSuffix(opened.Text, "\nmanifest.json\nsha256 "+hex.EncodeToString(sum[:])+"\n") {
		return errors.New("its note signs another one")
	}
	return nil
}

// tiles are those of C2SP tlog-tiles: as Go's own, with the height left out, which is always 8.
type tiles struct{ folder string }

func (tiles) Height() int                     { return 8 }
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(asked []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range asked {
		data, err := os.ReadFile(t.path(tile))
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

func (t tiles) path(tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return filepath.Join(t.folder, strings.Replace(path, "tile/data/", "tile/entries/", 1))
}

// entriesIn reads the entries that are there: all of them out of the bundles of tlog-tiles, or those in facts.ndjson.
func entriesIn(folder string, size int64) (map[int64][]byte, error) {
	read := map[int64][]byte{}
	if _, err := os.Stat(filepath.Join(folder, "tile", "entries")); err != nil {
		return read, factsIn(folder, read)
	}
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)}
		data, err := os.ReadFile(tiles{folder}.path(tile))
		if err != nil {
			return nil, err
		}
		for index := first; index < first+width; index++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, fmt.Errorf("#%d is cut off", index)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			read[index], data = data[2:end], data[end:]
		}
		if len(data) != 0 {
			return nil, fmt.Errorf("more than %d entries", size)
		}
	}
	return read, nil
}

func factsIn(folder string, read map[int64][]byte) error {
	written, err := os.ReadFile(filepath.Join(folder, "facts.ndjson"))
	if err != nil {
		return err
	}
	for _, line := range bytes.Split(bytes.TrimSuffix(written, []byte("\n")), []byte("\n")) {
		at := bytes.LastIndex(line, []byte(`,"index":`))
		if at < 0 || !bytes.HasPrefix(line, []byte(`{"entry":`)) {
			return errors.New("a line is no fact")
		}
		index, err := strconv.ParseInt(string(bytes.TrimSuffix(line[at+9:], []byte("}"))), 10, 64)
		if err != nil {
			return err
		}
		read[index] = line[9:at]
	}
	return nil
}

// checkProofs checks each C2SP tlog-proof, which needs nothing but itself and its entry.
func checkProofs(folder string, known note.Verifiers, origin string, entries map[int64][]byte) (int, error) {
	files, err := filepath.Glob(filepath.Join(folder, "proofs", "*.tlog-proof"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		written, err := os.ReadFile(file)
		if err != nil {
			return 0, err
		}
		if err := checkProof(string(written), known, origin, entries); err != nil {
			return 0, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	return len(files), nil
}

func checkProof(written string, known note.Verifiers, origin string, entries map[int64][]byte) error {
	head, checkpoint, isWhole := strings.Cut(written, "\n\n")
	lines := strings.Split(head, "\n")
	if !isWhole || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("it is no proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		decoded, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(decoded) != tlog.HashSize {
			return errors.New("a line is no hash")
		}
		var hash tlog.Hash
		copy(hash[:], decoded)
		proof = append(proof, hash)
	}
	tree, err := treeIn([]byte(checkpoint), known, origin)
	if err != nil {
		return err
	}
	entry, isThere := entries[index]
	if !isThere {
		return errors.New("its fact is not there")
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}
