/** Where everything stands that customers use by their link; their cookie goes with it and nothing else. */
export const ROOT = '/api/v1/customer';
export const TAG = 'Customers';
