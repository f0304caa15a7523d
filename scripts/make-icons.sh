#!/bin/sh
# Draws the icons from their SVG sources. Needs rsvg-convert and ImageMagick (Debian: librsvg2-bin imagemagick).
# Run it after a change of an SVG and commit what it makes.
set -eu
cd "$(dirname "$0")/../resources/icons"

mkdir -p app
for size in 16 32 48 64 128 256 512; do
  rsvg-convert -w "$size" -h "$size" app.svg -o "app/${size}x${size}.png"
done
rsvg-convert -w 1024 -h 1024 app.svg -o app.png
convert app/16x16.png app/32x32.png app/48x48.png app/64x64.png app/128x128.png app/256x256.png app.ico

for tray in tray-for-light tray-for-dark; do
  rsvg-convert -w 16 -h 16 "$tray.svg" -o "$tray.png"
  rsvg-convert -w 32 -h 32 "$tray.svg" -o "$tray@2x.png"
done
# macOS colours a template image by itself: black and transparent, and "Template" in its name.
rsvg-convert -w 16 -h 16 tray-for-light.svg -o trayTemplate.png
rsvg-convert -w 32 -h 32 tray-for-light.svg -o trayTemplate@2x.png
