-- Who acts for a party in a case (委托诉讼代理人); registered among the parties for the phone and the log-in.
create table cases.agent (
    case_id  bigint  not null,
    side     text    not null,
    position integer not null,
    party_id bigint  not null references parties.party,
    name     text    not null check (char_length(name) between 1 and 200),
    special  boolean not null,
    primary key (case_id, side, position),
    foreign key (case_id, side, position) references cases.participant
);
comment on column cases.agent.special is '是否特别授权：代为承认、放弃、变更请求，进行和解';
call audit.bind('cases.agent', '{case_id,side,position}');
