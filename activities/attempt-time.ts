import { activityInfo } from '@temporalio/activity';

/**
 * When the server gave out this attempt of the activity, ISO 8601: its own time, which it skips with when a test skips
 * time.
 */
export function attemptTime(): string {
  return new Date(activityInfo().currentAttemptScheduledTimestampMs).toISOString();
}
