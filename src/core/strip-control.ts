/*
 * What a terminal would act on instead of show. A sequence that is not closed loses only its escape character,
 * so that a title cannot swallow the text behind it.
 *   CSI  ESC [ 31 m          OSC  ESC ] 0;title BEL          DCS, SOS, PM, APC  ESC P ... ESC \
 */
const sequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this file is about
  /\u001b\[[0-?]*[ -/]*[@-~]|\u009b[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|\u001b[ -/]*[0-NQ-WYZ`-~]/g;

// C0 except tab and line feed, DEL, C1, and the characters that reorder the text around them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this file is about
const characters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this file is about
const anything = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]/;

/**
 * Makes text from specs, agents, git and files fit for a terminal: removes escape sequences, control characters
 * but tab and line feed, and bidirectional overrides. A carriage return goes too; `a\r\nb` is `a\nb`.
 */
export function stripControl(text: string): string {
  if (!anything.test(text)) return text;
  return text.replace(sequences, '').replace(characters, '');
}
