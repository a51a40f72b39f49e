import path from 'node:path';

/** The packs of the product: what a company's own pack may extend. */
export const SHIPPED = path.join(__dirname, '..', '..', 'policies');
