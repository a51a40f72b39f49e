import { ChangePasswordPage } from './change-password';

/** A new password, of one’s own accord. */
export default function PasswordPage() {
  return <ChangePasswordPage />;
}
