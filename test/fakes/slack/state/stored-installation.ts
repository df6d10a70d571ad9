/** The application where it was installed, and its tokens. */
import type { Enterprise, Installation, Team, User } from '../world.js';

export class StoredInstallation implements Installation {
  readonly team: Team | null;
  readonly enterprise: Enterprise | null;
  readonly botUser: User;
  readonly botId: string;
  readonly installer: User;
  readonly scopes: Set<string>;
  token = '';
  refreshToken: string | null = null;
  isGone = false;

  constructor(
    about: Pick<Installation, 'team' | 'enterprise' | 'botUser' | 'botId' | 'installer' | 'scopes'>,
  ) {
    this.team = about.team;
    this.enterprise = about.enterprise;
    this.botUser = about.botUser;
    this.botId = about.botId;
    this.installer = about.installer;
    this.scopes = about.scopes;
  }

  /** The workspace's id, or the organisation's. */
  get tenant(): string {
    return (this.team ?? this.enterprise)!.id;
  }

  /** Whether it serves the workspace. */
  serves(team: Team): boolean {
    return this.team === null ? team.enterprise === this.enterprise : team === this.team;
  }
}

export interface Token {
  readonly installation: StoredInstallation;
  /** Milliseconds of the fake's clock; null = never. */
  readonly expiresAt: number | null;
  isRevoked: boolean;
}

/** What waits to be exchanged at oauth.v2.access. */
export interface Code {
  readonly user: User;
  readonly isEnterprise: boolean;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
  /** Milliseconds of the fake's clock. */
  readonly expiresAt: number;
}
