/** Text of a file as a forge sends it; null: a link, a submodule, too large for its content to be sent, or no text. */
export function decodeContent(sent: {
  readonly type?: string | undefined;
  readonly encoding?: string | null | undefined;
  readonly content?: string | null | undefined;
}): string | null {
  if (sent.type !== 'file' || sent.encoding !== 'base64') return null;
  const bytes = Buffer.from(sent.content ?? '', 'base64');
  return bytes.includes(0) ? null : bytes.toString('utf8');
}
