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
	see("order_shipped", 1.5),
	press(.5, "j", "j", "j", "j"),
	save("order_shipped.yaml", "Hi <<first_name>>", "Hello dear <<first_name>>"),
	press(1, "d"),
	press(0, "q"),
	see("ended with status 0", 1),
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
	return nil
}

// see waits for a text and looks at it for some seconds.
func see(text string, seconds float64) step {
	return func(s *session) error {
		if err := s.tmux.wait(text, true); err != nil {
			return err
		}
		return s.look(seconds)
	}
}

// gone waits until a text is no more to be seen.
func gone(text string) step {
	return func(s *session) error { return s.tmux.wait(text, false) }
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
	if !s.recording {
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
