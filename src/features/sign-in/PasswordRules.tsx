import { Icon } from "#ui/Icon.tsx";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";
import { useWords } from "#words/useWords.ts";

import { passwordRules, shortestPassword } from "./password-rules.ts";
import styles from "./PasswordRules.module.css";

/** The rules of a new password, each ticked as soon as it is met. */
export function PasswordRules({ password }: { readonly password: string }) {
  const { signIn } = useWords();
  return (
    <div className={styles["rules"]}>
      <p>{signIn.rules}</p>
      <ul>
        {passwordRules(password).map(({ rule, met }) => (
          <li key={rule} data-met={met}>
            <Icon name={met ? "check" : "minus"} size={16} />
            <span>{rule === "length" ? signIn.rule.length(shortestPassword) : signIn.rule[rule]}</span>
            <VisuallyHidden>{met ? signIn.ruleMet : signIn.ruleOpen}</VisuallyHidden>
          </li>
        ))}
      </ul>
      <p className={styles["note"]}>{signIn.rulesMayDiffer}</p>
    </div>
  );
}
