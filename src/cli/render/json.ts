// JSON.stringify escapes C0 only; a terminal acts on these as well.
const unsafe = /[\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** One line of JSON, with its line feed. Characters that a terminal would act on are escaped, and none is lost. */
export function renderJson(value: unknown): string {
  const escapeOne = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(unsafe, escapeOne)}\n`;
}
