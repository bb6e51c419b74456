// Text as a program printed it becomes lines to read. The server does the same for what is over, by the same rules
// (sandbox/runs/lines.py); tests/elements/lines.json holds what both must do.

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]/g;
const DELETE = 0x7f;

export class OutputLines {
  constructor() {
    this.lines = [];
    this.unfinished = {};
  }

  // Adds text of a channel ("stdout", "stderr") and returns the lines that are new or have grown.
  // A line that has no end yet goes on with the next text of its channel, and keeps the time of its first part.
  add(channel, at, text) {
    const touched = new Set();
    for (const part of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      const line = this.unfinished[channel] ?? this.begin({ channel, at, raw: "" });
      line.raw += part.endsWith("\n") ? part.slice(0, -1) : part;
      line.text = shown(line.raw);
      this.unfinished[channel] = part.endsWith("\n") ? undefined : line;
      touched.add(line);
    }
    return touched;
  }

  // Adds a sentence of the platform, as a line of its own.
  note(sentence) {
    return new Set([this.begin({ channel: "note", at: null, raw: sentence, text: sentence })]);
  }

  begin(line) {
    this.lines.push(line);
    return line;
  }
}

// A carriage return goes back to the start of the line, as progress bars do; every other control character is shown
// by its picture, so that nothing a program prints acts on the page, or hides.
export function shown(raw) {
  const visible = raw.replace(/\r+$/, "");
  return visible.slice(visible.lastIndexOf("\r") + 1).replace(CONTROLS, picture);
}

function picture(character) {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === DELETE ? "\u2421" : "\ufffd";
}
