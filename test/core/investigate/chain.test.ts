import { describe, expect, it } from 'vitest';
import {
  buildChain,
  buildPartChain,
  findComprehended,
  isOfChain,
  listChainLabels,
} from '../../../src/core/investigate/chain.ts';

const whole = buildChain('issue-1234', 'full');
const part = buildPartChain('issue-1234', 'reads');

describe('the labels of a chain', () => {
  it('tell a spec of a part from one of the whole, and both are found by the issue', () => {
    const labels = listChainLabels(part, 'fix');
    expect(labels).toContain('issue-1234');
    expect(isOfChain({ labels }, part, 'fix')).toBe(true);
    expect(isOfChain({ labels }, whole, 'fix')).toBe(false);
    expect(isOfChain({ labels: listChainLabels(whole, 'fix') }, whole, 'fix')).toBe(true);
    expect(isOfChain({ labels: listChainLabels(whole, 'fix') }, part, 'fix')).toBe(false);
  });

  it('may be joined by others of the user', () => {
    expect(isOfChain({ labels: ['issue-1234', 'fix', 'issue-1234-urgent'] }, whole, 'fix')).toBe(true);
  });

  it('name the issue of a comprehension, and of nothing else', () => {
    expect(findComprehended({ type: 'research', labels: ['comprehension', 'issue-1234'] })).toBe('issue-1234');
    expect(findComprehended({ type: 'code', labels: ['comprehension', 'issue-1234'] })).toBe(null);
    expect(findComprehended({ type: 'research', labels: ['root-cause', 'issue-1234'] })).toBe(null);
    expect(findComprehended({ type: 'research', labels: ['comprehension'] })).toBe(null);
  });
});
