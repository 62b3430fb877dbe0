import { parseFolder } from '../../core/forge/parse-folder.ts';
import { parseRemote } from '../../core/forge/parse-remote.ts';
import type { PublishRefused } from '../../core/failure.ts';
import { formatRepository, isSameRepository } from '../../core/issue/repository-place.ts';
import { ok, type Result } from '../../core/result.ts';
import { hideUserInfo } from '../../io/git/hide-secrets.ts';
import { type ForkSite, refusePublish } from './fork-site.ts';

/**
 * The one place that a push to the fork goes to. A remote may push elsewhere than it fetches from, and to several
 * places: whatever is not surely the fork is refused, and above all the upstream repository.
 */
export function choosePushUrl(fork: ForkSite): Result<string, PublishRefused> {
  const [url = '', ...more] = fork.remote.pushUrls;
  const place = parseRemote(url) ?? parseFolder(url);
  if (place !== null && isSameRepository(place, fork.upstream.place)) {
    return refusePublish('upstream-target', [fork.remote.name, formatRepository(place)]);
  }
  const isFork = place !== null && isSameRepository(place, fork.place);
  if (more.length > 0 || !isFork) {
    return refusePublish('upstream-target', [fork.remote.name, ...fork.remote.pushUrls.map(hideUserInfo)]);
  }
  return ok(url);
}
