import type { MethodGroup } from '../method-table.ts';

/** The simulator grants what its methods offer; -1 is the vendor's "no end". */
const PERMISSIONS = ['usQuoteBasic', 'hkStockQuoteLv2'].map((name) => ({ name, expireAt: -1 }));

export const permissionMethods: MethodGroup = {
  grab_quote_permission: () => PERMISSIONS,
  get_quote_permission: () => PERMISSIONS,
  user_license: (_services, { developer }) => ({ license: developer.license }),
};
