/** How whoever has a role in a department is written, such as `lead@marketing`, where nobody is named. */
export function inDepartment(role: string, department: string): string {
  return `${role}@${department}`;
}
