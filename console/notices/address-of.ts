const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^C\d{8}-\d{6}-W\d+$/, '/work-orders/'],
  [/^R\d{8}$/, '/administration/retention/'],
  [/^(C\d{8}-\d{6}-)?R[\d-]+$/, '/corrective-actions/'],
  [/^C\d{8}-\d{6}$/, '/cases/'],
  [/^W\d{8}-\d{6}$/, '/widespread-groups/'],
];

/** Where what a notice is about is found in the console; undefined if it has no page there. */
export function addressOf(about: string): string | undefined {
  const place = PLACES.find(([form]) => form.test(about));
  return place && `${place[1]}${about}`;
}
