/** Why a customer was contacted regularly (advertising/6-contract, 7-followup). */
export const FOLLOW_UP_REASONS = ['contract', 'after-sales', 'other'] as const;
export type FollowUpReason = (typeof FOLLOW_UP_REASONS)[number];
