import { Icon } from "#ui/Icon.tsx";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";
import * as icons from "#ui/form-icons.ts";
import { useWords } from "#words/useWords.ts";

import { passwordRules, shortestPassword } from "./password-rules.ts";
import styles from "./PasswordRules.module.css";

/** The rules of a new password, each ticked as soon as it is met. */
export function PasswordRules({ password }: { readonly password: string }) {
  const { newPassword } = useWords();
  return (
    <div className={styles["rules"]}>
      <p>{newPassword.rules}</p>
      <ul>
        {passwordRules(password).map(({ rule, met }) => (
          <li key={rule} data-met={met}>
            <Icon path={met ? icons.check : icons.minus} size={16} />
            <span>{rule === "length" ? newPassword.rule.length(shortestPassword) : newPassword.rule[rule]}</span>
            <VisuallyHidden>{met ? newPassword.ruleMet : newPassword.ruleOpen}</VisuallyHidden>
          </li>
        ))}
      </ul>
      <p className={styles["note"]}>{newPassword.rulesMayDiffer}</p>
    </div>
  );
}
