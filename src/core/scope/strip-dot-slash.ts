/** `./src/a.rs` is `src/a.rs`: git never writes the dot, people do. */
export function stripDotSlash(path: string): string {
  return path.replace(/^(?:\.\/+)+/, '');
}
