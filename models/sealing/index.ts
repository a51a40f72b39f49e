export { ERASED, conceal, reveal } from './plan';
export type { AnyPlan, Plan } from './plan';
export { seal, unseal } from './sealed-document';
export type { Sealed, SealedAs } from './sealed-document';
export type { Sealing } from './sealing';
export type { Vault } from './vault';
export { fileOwner } from './file-sealing';
export { sharedOwner } from './shared-owner';
export type { FileSealing } from './file-sealing';
