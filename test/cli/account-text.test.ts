import {describe, expect, it} from 'vitest';
import {accountText} from '../../src/cli/account-text.ts';
import {fakeAzure, fakeState, SUBSCRIPTION} from '../operations/cluster-in-azure.ts';

const {account} = fakeAzure(fakeState());

describe('accountText', () => {
  it('says who asks, how that is known, and where', () => {
    expect(accountText(account)).toBe(
      `asking AzureCloud as somebody@example.com (Azure CLI), subscription Production (${SUBSCRIPTION})\n`,
    );
    expect(accountText({...account, subscriptionName: SUBSCRIPTION})).toBe(
      `asking AzureCloud as somebody@example.com (Azure CLI), subscription ${SUBSCRIPTION}\n`,
    );
  });

  it('says that nothing is real', () => {
    expect(accountText({...account, simulated: true})).toBe('asking a simulated Azure: nothing of it is real\n');
  });
});
