/** The system and the version of the Node that run chant. */
export function readRuntime(): { readonly platform: string; readonly node: string } {
  return { platform: process.platform, node: process.versions.node };
}
