/** A line of an upstream document, word for word. */
export interface Quote {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** What an upstream project asks of those who contribute, as far as it can be told from its files. */
export interface ContributionRules {
  /** Files that were read, those that were looked for and are not there left out. */
  readonly files: readonly string[];
  /** `forbids`: contributions made with such tools are not wanted. `asks`: they must be named. `silent`: nothing is said. */
  readonly agents: 'forbids' | 'asks' | 'silent';
  /** Trailer that it wants assistance to be named by: `Assisted-by`; null: it names none. */
  readonly trailer: string | null;
  readonly agentQuotes: readonly Quote[];
  /** Every commit must carry a `Signed-off-by` of its author. */
  readonly signOff: boolean;
  readonly signOffQuotes: readonly Quote[];
  /** Subjects like `fix(scope): …`. */
  readonly conventionalCommits: boolean;
  readonly commitQuotes: readonly Quote[];
  /** Text of the template for pull requests; null: there is none. */
  readonly template: { readonly path: string; readonly text: string } | null;
}

/** A text file of the upstream project. */
export interface UpstreamFile {
  readonly path: string;
  readonly text: string;
}

const places = '(?:\\.github/|\\.gitea/|\\.forgejo/|\\.gitlab/|docs/|)';
const wanted = [
  new RegExp(`^${places}contributing(?:\\.(?:md|rst|txt|adoc))?$`, 'i'),
  new RegExp(
    `^${places}(?:ai|llm|generative)[-_ ](?:policy|usage|contributions?|assistance)(?:\\.(?:md|rst|txt))?$`,
    'i',
  ),
  new RegExp(`^${places}pull_request_template(?:\\.(?:md|txt))?$`, 'i'),
  /^(?:dco|dco\.txt|agents\.md|code_of_conduct\.md|submitting-patches(?:\.rst)?)$/i,
  /^(?:commitlint\.config\.[cm]?[jt]s|\.commitlintrc(?:\.(?:json|ya?ml|js))?|\.czrc|\.github\/(?:dco|semantic)\.yml)$/i,
];

/** Whether a path of the upstream tree is one that rules are looked for in. */
export function isRulesFile(path: string): boolean {
  return wanted.some((pattern) => pattern.test(path));
}

/** Whether a path is a template for pull requests. */
export function isTemplate(path: string): boolean {
  return /(?:^|\/)pull_request_template(?:\.(?:md|txt))?$/i.test(path);
}
