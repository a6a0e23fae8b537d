package preview

import (
	"mime"
	"path"
	"strings"
)

// types are the media types of files, where the system's table may not agree.
var types = map[string]string{
	".avif": "image/avif",
	".css":  "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".pdf":  "application/pdf",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
	".webp": "image/webp",
	".xml":  "application/xml; charset=utf-8",
}

func typeOf(file string) string {
	ext := strings.ToLower(path.Ext(file))
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}
