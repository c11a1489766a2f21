package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// session is a run of the screen, and what was seen of it.
type session struct {
	tmux      tmux
	shop      string
	recording bool
	frames    []frame
}

type step func(s *session) error

// story is the session: what is done, and what must be seen of it.
var story = []step{
	see("Hello Ana, this is a reminder", 1.5),
	press(0, "4"), // the languages beside each other
	see("Hola, Ana", .3),
	see("lembrete da sua", 2),
	press(.3, "Escape", "2", "Escape", "Down", "Down", "Down", "Down", "Down"),
	see("Lisbon: three nights", 1),
	press(.8, "]"), // the next card
	see("○ ● ○", .5),
	press(.8, "d"), // a light phone, and back
	press(.3, "d", "Down"),
	see("Hi Ana, your order", 1),
	press(.4, "1", "Down", "Enter", "C-u"), // a value is typed
	write("Maria"),
	see("Hi Maria, your order", 1),
	press(.3, "Enter", "Escape"),
	save("order_shipped.yaml", "category: utility", "category: Utility"), // somebody edits the file
	see("✗ 1", .8),
	press(.5, "2"),
	see("Problems 1", 1.5),
	press(.3, "f"),
	see("+category: utility", 1.5),
	press(.3, "y"),
	see("no problems", 1),
	press(.5, "Escape", "s"), // it is sent
	see("nothing leaves this machine", 1),
	press(.3, "Tab", "Tab"),
	write("yes"),
	press(.5, "Enter"),
	see("accepted: message", 2),
	press(.3, "Escape"),
	shrink(40, 12), // a small window will do
	see("[Templates", 0),
	shrink(columns, rows),
	see("Hi Maria", 1),
	press(0, "q"),
	see("ended with status 0", 0),
}

// shown are the templates of the shop, out of the gallery.
var shown = []string{"appointment_reminder", "coupon", "limited_time_offer", "media_carousel", "order_shipped", "otp"}

// prepare makes the folder of a small shop.
func prepare(shop string) error {
	if err := os.MkdirAll(shop, 0o755); err != nil {
		return err
	}
	for _, name := range shown {
		src, err := os.ReadFile(filepath.Join("examples", "gallery", name+".yaml"))
		if err != nil {
			return fmt.Errorf("run this in the repository's folder: %w", err)
		}
		if err := os.WriteFile(filepath.Join(shop, name+".yaml"), src, 0o644); err != nil {
			return err
		}
	}
	media := filepath.Join(shop, "media")
	if err := os.MkdirAll(media, 0o755); err != nil {
		return err
	}
	return paint(filepath.Join(media, "parcel.jpg"))
}

// see waits for a text and looks at it for some seconds.
func see(text string, seconds float64) step {
	return func(s *session) error {
		if err := s.tmux.wait(text); err != nil {
			return err
		}
		return s.look(seconds)
	}
}

// press types keys by their names, and looks at what they do.
func press(seconds float64, keys ...string) step {
	return func(s *session) error {
		for _, key := range keys {
			if err := s.tmux.press(key); err != nil {
				return err
			}
			if err := s.look(seconds); err != nil {
				return err
			}
		}
		return nil
	}
}

// write types a text, a character at a time.
func write(text string) step {
	return func(s *session) error {
		for _, r := range text {
			if err := s.tmux.typeText(string(r)); err != nil {
				return err
			}
			if err := s.look(.08); err != nil {
				return err
			}
		}
		return nil
	}
}

// shrink gives the terminal another size. What it shows then is not recorded.
func shrink(width, height int) step {
	return func(s *session) error { return s.tmux.resize(width, height) }
}

// save replaces a text in a file, as an editor elsewhere would.
func save(name, old, fresh string) step {
	return func(s *session) error {
		path := filepath.Join(s.shop, name)
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !bytes.Contains(src, []byte(old)) {
			return fmt.Errorf("%s does not say %q", name, old)
		}
		return os.WriteFile(path, bytes.Replace(src, []byte(old), []byte(fresh), 1), 0o644)
	}
}

// look keeps what is seen, for the recording.
func (s *session) look(seconds float64) error {
	if !s.recording || seconds == 0 {
		return nil
	}
	screen, err := s.tmux.settled()
	if n := len(s.frames); n > 0 && s.frames[n-1].screen == screen {
		s.frames[n-1].seconds += seconds
		return err
	}
	s.frames = append(s.frames, frame{screen, seconds})
	return err
}
