import type { ModelVendor } from '../../../core/model/model-vendors.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';
import { parseReportLine } from '../report-line.ts';
import { formatBrief } from './brief.ts';
import { buildAccess } from './build-access.ts';

/** chant's own agent: a process of this package that talks with a model over HTTP, through tools of its own. */
export function embeddedProvider(settings: ProviderSettings, service: ModelVendor): Provider {
  const { config, programs } = settings;
  const access = buildAccess(settings, service);
  const { [access.keyName]: _, ...env } = config.env;
  return {
    name: config.name,
    kind: config.kind,
    capabilities: { resume: true, cost: access.price !== null, permissions: true },
    speaksTo: 'chant',
    handsKeyOver: true,
    launch: () => ({ argv: [process.execPath, programs.embeddedAgent], env }),
    conversation: { by: 'lines', input: (request) => formatBrief(access, request), read: parseReportLine },
  };
}
