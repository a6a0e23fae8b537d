package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func encoded(t *testing.T, m image.Image, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	if format == "jpeg" {
		err = jpeg.Encode(&b, m, nil)
	} else {
		err = png.Encode(&b, m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestImages(t *testing.T) {
	gray, rgb, clear := image.NewGray(image.Rect(0, 0, 4, 2)), image.NewNRGBA(image.Rect(0, 0, 4, 2)), image.NewNRGBA(image.Rect(0, 0, 4, 2))
	for i := range 8 {
		gray.SetGray(i%4, i/4, color.Gray{Y: uint8(i * 30)})
		rgb.SetNRGBA(i%4, i/4, color.NRGBA{R: uint8(i * 30), A: 255})
		clear.SetNRGBA(i%4, i/4, color.NRGBA{R: uint8(i * 30), A: uint8(i * 30)})
	}
	palette := image.NewPaletted(image.Rect(0, 0, 4, 2), color.Palette{color.Black, color.NRGBA{R: 200, A: 255}})
	palette.SetColorIndex(1, 1, 1)
	tests := []struct {
		name   string
		data   []byte
		want   string
		masked bool
	}{
		{"gray JPEG", encoded(t, gray, "jpeg"), "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", false},
		{"JPEG", encoded(t, rgb, "jpeg"), "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", false},
		{"gray PNG", encoded(t, gray, "png"), "/ColorSpace/DeviceGray", false},
		{"PNG", encoded(t, rgb, "png"), "/ColorSpace/DeviceRGB", false},
		{"PNG with a palette", encoded(t, palette, "png"), "/ColorSpace/DeviceRGB", false},
		{"PNG that can be seen through", encoded(t, clear, "png"), "/ColorSpace/DeviceRGB", true},
	}
	for _, tt := range tests {
		d := New(Info{})
		m, err := d.Image(tt.data)
		if err != nil {
			t.Fatal(err)
		}
		body := string(d.file.objects[m.ref-1].body)
		if m.Width != 4 || m.Height != 2 || !strings.Contains(body, tt.want) || strings.Contains(body, "/SMask") != tt.masked {
			t.Errorf("%s: %d × %d %.200q", tt.name, m.Width, m.Height, body)
		}
		if again, err := d.Image(tt.data); again != m || err != nil {
			t.Errorf("%s: the same file is taken in twice", tt.name)
		}
	}
}

func TestImagesRefused(t *testing.T) {
	whole := encoded(t, image.NewGray(image.Rect(0, 0, 64, 64)), "jpeg")
	huge := encoded(t, image.NewGray(image.Rect(0, 0, 1, 1)), "png")
	copy(huge[16:], "\x00\x00\xFF\xFF\x00\x00\xFF\xFF")
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("ei kuva"), "half a JPEG": whole[:len(whole)/2], "huge": huge} {
		if m, err := New(Info{}).Image(data); err == nil {
			t.Errorf("%s: got %v", name, m)
		}
	}
}

// TestOrientation turns a JPEG by each of the eight orientations and looks at
// where its corners get.
func TestOrientation(t *testing.T) {
	data := encoded(t, image.NewGray(image.Rect(0, 0, 8, 2)), "jpeg")
	// Where the picture's upper left corner and its upper right one are shown.
	want := map[int]string{1: "top left, top right", 2: "top right, top left", 3: "bottom right, bottom left", 4: "bottom left, bottom right",
		5: "top left, bottom left", 6: "top right, bottom right", 7: "bottom right, top right", 8: "bottom left, top left"}
	for o := 1; o <= 8; o++ {
		exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(o)) + "\x00\x00"
		marked := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
		m, err := New(Info{}).Image(append(marked, data[2:]...))
		if err != nil {
			t.Fatal(err)
		}
		if w := 8; (m.Width == w) != (o <= 4) {
			t.Errorf("orientation %d: %d × %d", o, m.Width, m.Height)
		}
		var a, b, c, d, x, y float64
		if _, err := fmt.Sscanf(m.turn.matrix(Rect{10000, 20000, 13000, 22000}), "%f %f %f %f %f %f cm", &a, &b, &c, &d, &x, &y); err != nil {
			t.Fatal(err)
		}
		corner := func(u, v float64) string {
			name := map[float64]string{20: "bottom", 22: "top"}[b*u+d*v+y]
			return name + " " + map[float64]string{10: "left", 13: "right"}[a*u+c*v+x]
		}
		if got := corner(0, 1) + ", " + corner(1, 1); got != want[o] {
			t.Errorf("orientation %d: got %s, want %s", o, got, want[o])
		}
	}
}

func FuzzImage(f *testing.F) {
	f.Add([]byte("\xFF\xD8\xFF\xE1\x00\x10Exif\x00\x00II*\x00\xFF\xFF\xFF\xFF"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		jpegOrientation(data)
		if len(data) < 1<<16 {
			if m, err := New(Info{}).Image(data); err == nil && (m.Width <= 0 || m.Height <= 0) {
				t.Errorf("%d × %d", m.Width, m.Height)
			}
		}
	})
}

// Shrink makes what is too large smaller, upright as it was, and leaves the rest as
// it is.
func TestShrink(t *testing.T) {
	wide := image.NewNRGBA(image.Rect(0, 0, 400, 100))
	for i := range wide.Pix {
		wide.Pix[i] = uint8(i)
	}
	plain := encoded(t, wide, "jpeg")
	turned := orient(plain, 6)
	tests := []struct {
		name          string
		data          []byte
		most          int
		format        string
		width, height int
		turn          orientation
	}{
		{"JPEG", plain, 200, "jpeg", 200, 50, 0},
		{"turned JPEG", turned, 200, "jpeg", 50, 200, 6},
		{"PNG", encoded(t, wide, "png"), 100, "png", 100, 25, 0},
		{"thin", encoded(t, image.NewGray(image.Rect(0, 0, 1, 900)), "png"), 90, "png", 1, 90, 0},
		{"small enough", plain, 400, "jpeg", 400, 100, 0},
	}
	for _, tt := range tests {
		data, err := Shrink(tt.data, tt.most)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		_, format, err := image.DecodeConfig(bytes.NewReader(data))
		m, err2 := New(Info{}).Image(data)
		if err != nil || err2 != nil || format != tt.format || m.Width != tt.width || m.Height != tt.height || m.turn != tt.turn {
			t.Errorf("%s: %s, %+v, %v, %v", tt.name, format, m, err, err2)
		}
	}
	if same, err := Shrink(plain, 400); err != nil || &same[0] != &plain[0] {
		t.Error("what is small enough was made anew")
	}
	for name, data := range map[string][]byte{"damaged JPEG": plain[:len(plain)/2], "damaged PNG": encoded(t, wide, "png")[:200], "no picture": []byte("x")} {
		if _, err := Shrink(data, 100); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
