import {formatAddress, parseAddress} from '../ipv4/address.ts';
import {formatPrefix, readPrefix} from '../ipv4/prefix.ts';
import {describeValue} from './describe-value.ts';
import type {Issue, Path} from './issue.ts';

const EXAMPLE = 'write address/length, such as 10.240.0.0/16';

/** What is wrong with a text that should be a range such as 10.0.0.0/24. */
export function rangeIssue(path: Path, text: string): Issue {
  const parse = readPrefix(text);
  const shown = describeValue(text);
  switch (parse.problem) {
    case 'ipv6':
      return ipv6Issue(path, shown);
    case 'host-bits': {
      const message = `${shown} has host bits set: a range begins with its network address`;
      return issue('VK2008', path, message, `use ${formatPrefix(parse.network)}`);
    }
    case 'address-without-length': {
      const message = `${shown} is an address without a prefix length`;
      return issue('VK2007', path, message, `use ${formatPrefix(parse.network)} for this one address`);
    }
    case 'length':
      return issue('VK2007', path, `${shown} has no prefix length from 0 to 32`, EXAMPLE);
    default: {
      const network = parse.problem === 'not-a-prefix' ? parse.network : undefined;
      const hint = network === undefined ? EXAMPLE : `write ${formatPrefix(network)}`;
      return issue('VK2007', path, `${shown} is not a range of IPv4 addresses`, hint);
    }
  }
}

/** What is wrong with a text that should be an address such as 10.0.0.4. */
export function addressIssue(path: Path, text: string): Issue {
  const shown = describeValue(text);
  if (readPrefix(text).problem === 'ipv6') return ipv6Issue(path, shown);
  const withoutLength = parseAddress(text.trim().split('/')[0] ?? '');
  const hint =
    withoutLength === undefined
      ? 'write four numbers from 0 to 255, such as 10.0.0.4'
      : `write ${formatAddress(withoutLength)}`;
  return issue('VK2010', path, `${shown} is not an IPv4 address`, hint);
}

// Azure gives a network interface one private IPv6 address, and only if it has no other secondary ipConfiguration.
function ipv6Issue(path: Path, shown: string): Issue {
  const hint = 'use IPv4: an Azure network interface cannot have an IPv6 address for every pod';
  return issue('VK2009', path, `${shown} is IPv6, which is not supported`, hint);
}

function issue(code: Issue['code'], path: Path, message: string, hint: string): Issue {
  return {code, severity: 'error', path, message, hint};
}
