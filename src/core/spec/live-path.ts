/** Where the file of a spec lies that is not in the archive, from the root of the project. */
export function livePath(id: string): string {
  return `.chant/specs/${id}.md`;
}
