package dev.vedette.agent.limit;

import dev.vedette.agent.identity.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that outlive a run. Each scope keeps so many and no more: the one that was unused for longest is
 * forgotten first. Scopes do not push each other out, so a flood of made-up sessions or users leaves the accounts of
 * agents and tenants alone. Not thread-safe: {@link Ledger} holds its lock around all of this.
 */
final class Accounts {
    static final int KEPT = 10_000;
    private static final float LOAD = 0.75f;

    /** Names of sessions and users mean something within their tenant only. */
    private record Key(@Nullable String tenant, String name) {}

    private final Limits limits;
    private final Map<Scope, Map<Key, Account>> kept = new EnumMap<>(Scope.class);

    Accounts(Limits limits) {
        this.limits = limits;
        for (Scope scope : Scope.values()) {
            kept.put(scope, new LinkedHashMap<>(16, LOAD, true));
        }
    }

    /** The accounts that this principal uses beside those of its run, brought to the present. */
    List<Account> of(Principal principal, Instant now) {
        String tenant = principal.caller().tenant();
        String user = principal.caller().user();
        List<Account> accounts = new ArrayList<>();
        accounts.add(account(Scope.SESSION, new Key(tenant, principal.session()), now));
        if (user != null) {
            accounts.add(account(Scope.USER, new Key(tenant, user), now));
        }
        accounts.add(account(Scope.AGENT, new Key(null, principal.agent()), now));
        if (tenant != null) {
            accounts.add(account(Scope.TENANT, new Key(null, tenant), now));
        }
        return accounts;
    }

    int size(Scope scope) {
        return of(scope).size();
    }

    private Account account(Scope scope, Key key, Instant now) {
        Map<Key, Account> accounts = of(scope);
        Account account = accounts.get(key);
        if (account == null) {
            account = new Account(scope, limits.of(scope), now);
            accounts.put(key, account);
            forgetBeyond(accounts);
        }
        account.moveTo(now);
        return account;
    }

    private Map<Key, Account> of(Scope scope) {
        Map<Key, Account> accounts = kept.get(scope);
        if (accounts == null) {
            throw new IllegalStateException("every scope has its accounts");
        }
        return accounts;
    }

    /** The newest is last and idle; it is never the one to go. */
    private static void forgetBeyond(Map<Key, Account> accounts) {
        Iterator<Account> oldest = accounts.values().iterator();
        for (int place = accounts.size(); accounts.size() > KEPT && place > 1; place--) {
            if (oldest.next().isIdle()) {
                oldest.remove();
            }
        }
    }
}
