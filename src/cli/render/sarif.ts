import type { Problem } from '../../core/problem.ts';

/** Problems as a SARIF 2.1.0 log, for code hosts and editors. */
export function buildSarif(problems: readonly Problem[], version: string) {
  const rules = [...new Set(problems.map((problem) => problem.rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'chant',
            semanticVersion: version,
            rules: rules.map((id) => ({ id })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => buildResult(problem, rules)),
      },
    ],
  };
}

function buildResult({ rule, severity, message, suggestion, file, line }: Problem, rules: readonly string[]) {
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: severity,
    message: { text: suggestion === null ? message : `${message} (${suggestion})` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: Math.max(1, line) },
        },
      },
    ],
  };
}
