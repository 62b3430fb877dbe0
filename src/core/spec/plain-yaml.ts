/*
 * The words that every YAML reads as what they look like. Pieces of regular expressions, for the readers of the YAML
 * that nearly everybody writes; whatever they do not match is left to the library.
 */

/** No `: `, no ` #`, no sign in front that means something. */
export const plainWord = '[A-Za-z0-9_./](?: *[\\w./@+()=*;,~-]|:(?=[\\w./]))*';
/** The same between brackets. */
const flowWord = '[A-Za-z0-9_./](?: *[\\w./@+()=*;~-])*';
/** Quoted, without escapes; the text is captured. */
export const doubleQuoted = '"([ !#-\\[\\]-~]*)"';
export const singleQuoted = "'([ -&(-~]*)'";
export const flowList = `\\[ *((?:${flowWord}(?: *, *${flowWord})*)?) *\\]`;

/** Nobody writes such a text, and the patterns would take long over it. */
export function isTooOdd(yaml: string): boolean {
  return yaml.length > 20_000 || yaml.includes(manyBlanks);
}

const manyBlanks = ' '.repeat(40);

/** The words of a flow list whose inside a pattern has matched. */
export function splitFlow(inside: string): string[] {
  return inside === '' ? [] : inside.split(',').map((text) => text.trim());
}
