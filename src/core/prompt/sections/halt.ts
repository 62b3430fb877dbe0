/** How an agent stops when the approach does not hold. */
export function buildHaltSection(): string {
  return `## If it does not hold

If you find that the approach, or the research behind it, does not hold, then stop. Do not improvise another one.
Write down what you found, what you tried and what it showed, in a markdown file outside of the workspace, and run

    chant halt --reason "what does not hold, in one line" --finding FILE

or call the tool \`halt\`, where you have it. Where you have neither, write the file \`$CHANT_OUTBOX/halt.md\`: its first
line is the reason, the rest is the finding. Your work is kept, nothing lands, and a new research spec is made from your finding.`;
}
