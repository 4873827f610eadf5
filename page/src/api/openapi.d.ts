// Generated from crates/server/openapi.json by `npm run types`. Not edited by hand.
export interface paths {
    "/api/v1/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agreements by day: terms by parties, and what is said to have broken them. */
        get: operations["agreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims of the incidents that the filters let through, report by report; without filters all claims. */
        get: operations["claims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One claim with its report and incident. */
        get: operations["claim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is said to hold which place, places by name. Of the filters `actor` is the holder, days are those of the reports. */
        get: operations["control"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people decided, latest first. */
        get: operations["decisions"];
        put?: never;
        /** Takes a decision. Only with `--write`. */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents on which accounts contradict each other, as tables of questions and claimants. */
        get: operations["disputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exactly the filtered set, as a file. What a format cannot hold is left out; docs/FORMATS.md tells what. */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents by day; undated ones last. */
        get: operations["incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One incident: each field with its values, each value with its voices. */
        get: operations["incident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a job stands. */
        get: operations["job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress as server-sent events: `progress`, and at the end `done` or `failed`; the data of each is a job without its answer. */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents by place: points as exact as they are told, countries, names without a point, what has no place. */
        get: operations["map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions, sizes, values of the filters, formats, limits. */
        get: operations["meta"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a text at once. The record is not touched. */
        post: operations["read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/read/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads files. The record is not touched; the answer stands in the job once it is done. */
        post: operations["read_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/record/add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads files and adds them to the record. Only with `--write`. */
        post: operations["add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports by day. */
        get: operations["reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report: its text, and its claims with their incidents. */
        get: operations["report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/review/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far those who looked at the same claims agree, and what each found. */
        get: operations["agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/review/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims drawn at random, each with the verdicts given so far. */
        get: operations["sample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Quotes and texts that hold all the words, quotes first; at most 1000. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Outlets, speakers, who relays whom, and reports that are copies of one text. Of the filters `source`, `from` and `to` count. */
        get: operations["sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many incidents when, by lane; the incidents themselves where they are few. */
        get: operations["timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tolls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents of which numbers are told, with the steps of each who gives them. */
        get: operations["tolls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/why/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why the claims of an incident are one. */
        get: operations["why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description How far two coders agree, over all claims that both looked at. */
        Agreeing: {
            /** @description For each author, how many claims were looked at and found right. */
            authors: components["schemas"]["AuthorCount"][];
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Pairs of authors. */
            pairs: components["schemas"]["CoderPair"][];
        };
        /** @description One agreement. */
        Agreement: {
            /** @description What is said to have broken it. */
            breaches: components["schemas"]["Breach"][];
            /** @description When and by whom it was agreed, took effect, and was said not to hold; by day. */
            course: components["schemas"]["Stage"][];
            /** @description First day on which it can have been struck, where told. */
            from?: string | null;
            /** @description Id of its incident. */
            id: string;
            /** @description Who agreed: codes, or names of groups. */
            parties: string[];
            /** @description Where it was struck. */
            place?: string | null;
            standing?: components["schemas"]["Standing"] | null;
            /** @description What was agreed. */
            terms: components["schemas"]["Term"][];
            /** @description Who mediated, hosted or guarantees. */
            third_parties: string[];
            /** @description One line. */
            title: string;
            /** @description Last day. */
            to?: string | null;
        };
        /** @description A number with open ends: `low` null means nobody tells the lowest, `high` null that it is open. */
        Amount: {
            /**
             * Format: int64
             * @description The highest of them.
             */
            high?: number | null;
            /**
             * Format: int64
             * @description The lowest of the latest numbers.
             */
            low?: number | null;
        };
        /** @description What one author found. */
        AuthorCount: {
            /** @description Who. */
            author: string;
            /**
             * Format: int64
             * @description Claims looked at.
             */
            claims: number;
            /** @description Share right of those right or wrong, with the 95 % interval after Wilson: low, middle, high; null where there are none. */
            precision?: number[] | null;
            /**
             * Format: int64
             * @description Found right.
             */
            right: number;
            /**
             * Format: int64
             * @description Left open.
             */
            unsure: number;
            /**
             * Format: int64
             * @description Found wrong.
             */
            wrong: number;
        };
        /** @description A stretch of time. */
        Bin: {
            /**
             * Format: int32
             * @description Of these, disputed ones.
             */
            disputed: number;
            /** @description Its first day. */
            start: string;
            /**
             * Format: int32
             * @description Incidents that begin in it.
             */
            total: number;
        };
        /** @description An alleged breach. */
        Breach: {
            /** @description Who is said to have done it. */
            accused: string[];
            /** @description Who says so; empty: reports in their own voice. */
            accusers: string[];
            /** @description Who denies it. */
            answers: string[];
            /** @description Why it is listed here. */
            basis: string;
            /** @description Its first day. */
            day?: string | null;
            /** @description Id of the incident that is said to be one. */
            incident: string;
            /** @description Standing of the incident. */
            standing?: string | null;
            /** @description Its title. */
            title: string;
        };
        /** @description What one claimant says on one question. One who says two things has two. */
        Cell: {
            /**
             * Format: int32
             * @description Number of the column in [`Dispute::claimants`].
             */
            claimant: number;
            /**
             * Format: int32
             * @description How often it was said.
             */
            count: number;
            /** @description Whether the claimant denies the value. */
            denies: boolean;
            /** @description Day of the first report that has it. */
            first?: string | null;
            /** @description Day of the last. */
            last?: string | null;
            /** @description The value. */
            value: string;
            /** @description The sayings themselves. */
            voices: components["schemas"]["Voice"][];
        };
        /** @description A claim with its report. */
        ClaimAnswer: components["schemas"]["CodedClaim"] & {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Its report. */
            report: components["schemas"]["ReportRow"];
        };
        /**
         * @description A claim in the layout of docs/CODEBOOK.md; of `event`, `figure`, `obligation`, `control` and `office` the one that `kind` names is there.
         *
         *     A mirror of the published layout for the OpenAPI document alone; a test reads real claims through it.
         */
        ClaimBody: {
            actors: components["schemas"]["Entity"][];
            aspect: string;
            attribution: components["schemas"]["SpeakerLink"][];
            certainty: string;
            coder: string;
            condition?: components["schemas"]["Span"] | null;
            /** Format: float */
            confidence: number;
            control?: components["schemas"]["ControlBody"] | null;
            event?: components["schemas"]["EventBody"] | null;
            evidence: components["schemas"]["Span"];
            figure?: components["schemas"]["FigureBody"] | null;
            hedges: components["schemas"]["Span"][];
            id: string;
            kind: string;
            links: components["schemas"]["ClaimTie"][];
            modality: string;
            obligation?: components["schemas"]["ObligationBody"] | null;
            office?: components["schemas"]["OfficeBody"] | null;
            polarity: string;
            recipients: components["schemas"]["Entity"][];
            report: components["schemas"]["ClaimReport"];
            rule: string;
            /** Format: int32 */
            schema: number;
            third_parties: components["schemas"]["Entity"][];
            when?: components["schemas"]["When"] | null;
            where?: components["schemas"]["Where"] | null;
        };
        /** @description The report of a claim. */
        ClaimReport: {
            id: string;
            published?: string | null;
            publisher?: string | null;
            text_sha256: string;
            wire?: string | null;
        };
        /** @description A tie to another claim of the same report. */
        ClaimTie: {
            claim: string;
            rel: string;
        };
        /** @description One who says something. */
        Claimant: {
            /** @description Country or body. */
            code?: string | null;
            /** @description Name of the speaker. */
            name: string;
            /** @description `outlet`, `party`, `opponent`, `third_party`, `monitor` or `unnamed`. */
            relation: string;
        };
        /** @description A claim within its report. */
        CodedClaim: {
            /** @description The claim itself, in the layout of docs/CODEBOOK.md. */
            claim: components["schemas"]["ClaimBody"];
            /** @description One line: what is claimed. */
            headline: string;
            /** @description Id of its incident; null where it belongs to none. */
            incident?: string | null;
            /** @description One line: who says so, outermost first. */
            said: string;
        };
        /** @description Two coders. */
        CoderPair: {
            /** @description One. */
            a: string;
            /**
             * Format: int64
             * @description Of these, with one verdict.
             */
            agree: number;
            /** @description The other. */
            b: string;
            /**
             * Format: int64
             * @description Claims that both looked at.
             */
            claims: number;
            /**
             * Format: double
             * @description Cohen's kappa; null where it is not defined.
             */
            kappa?: number | null;
        };
        /** @description Who holds a place. */
        ControlBody: {
            basis: string;
            holder: string;
            place: string;
            since?: string | null;
            until?: string | null;
        };
        /** @description A field as somebody corrected it. */
        Correction: {
            /** @description Who says so. */
            author: string;
            /** @description Why. */
            reason: string;
            /** @description When it was said. */
            time: string;
            /** @description What it should read. */
            value: string;
        };
        /** @description A party, a place or the like, with how often it stands in the record: for lists to choose from. */
        Counted: {
            /**
             * Format: int64
             * @description Incidents that have it.
             */
            incidents: number;
            /** @description What a filter takes. */
            key: string;
            /** @description What people read. */
            label: string;
        };
        /** @description How much there is. */
        Counts: {
            /**
             * Format: int64
             * @description Agreements.
             */
            agreements: number;
            /**
             * Format: int64
             * @description Claims.
             */
            claims: number;
            /**
             * Format: int64
             * @description Disputed incidents.
             */
            disputes: number;
            /**
             * Format: int64
             * @description Incidents.
             */
            incidents: number;
            /**
             * Format: int64
             * @description Reports.
             */
            reports: number;
        };
        /** @description A decision was kept. */
        Decided: {
            /**
             * Format: int64
             * @description The step of the record's log that holds it.
             */
            data_version: number;
            /** @description Ids of the incidents that its claims belong to now. */
            incidents: string[];
        };
        /** @description A decision as it was taken. */
        Decision: {
            /** @description Who took it. */
            author: string;
            /** @description Ids of the claims that it is about; of a split, one side and then the other. */
            claims: string[];
            /** @description `join`, `split`, `correct` or `review`. */
            edit: string;
            /** @description Of a correction, its field. */
            field?: string | null;
            /** @description Why. */
            reason: string;
            /** @description When. */
            time: string;
            /** @description Of a correction, what it should read; of a review, the verdict. */
            value?: string | null;
        };
        /** @description A decision to take. */
        DecisionRequest: {
            /** @description Who decides. */
            author: string;
            /** @description Ids of two claims or more. */
            claims: string[];
            /** @enum {string} */
            edit: "join";
            /** @description Why. */
            reason: string;
        } | {
            /** @description Who decides. */
            author: string;
            /** @enum {string} */
            edit: "split";
            /** @description Why. */
            reason: string;
            /** @description Ids of claims. */
            these: string[];
            /** @description Ids of claims. */
            those: string[];
        } | {
            /** @description Who decides. */
            author: string;
            /** @description Id of a claim of the incident. */
            claim: string;
            /** @enum {string} */
            edit: "correct";
            /** @description `what`, `who`, `whom`, `where`, `when` or `how_many`. */
            field: string;
            /** @description Why. */
            reason: string;
            /** @description What it should read. */
            value: string;
        } | {
            /** @description Who looked. */
            author: string;
            /** @description Id of the claim. */
            claim: string;
            /** @enum {string} */
            edit: "review";
            /** @description Why; may be empty where it is right. */
            reason?: string;
            /** @description `right`, `wrong` or `unsure`. */
            verdict: string;
        };
        /** @description An incident on which accounts contradict each other. */
        Dispute: {
            /** @description The columns: everybody who says something on any of the questions, those with most to say first. */
            claimants: components["schemas"]["Claimant"][];
            /** @description The incident. */
            incident: components["schemas"]["IncidentRow"];
            /** @description The rows: the fields that are disputed. */
            questions: components["schemas"]["Question"][];
        };
        /** @description Somebody who acts, is acted upon, or speaks. */
        Entity: {
            code?: string | null;
            either?: boolean | null;
            id: string;
            kind: string;
            name: string;
            office?: string | null;
            person?: string | null;
            role?: string | null;
            sector?: string | null;
            via: string;
            wikidata?: string | null;
            words?: components["schemas"]["Span"] | null;
        };
        /** @description What happened. */
        EventBody: {
            acled?: string | null;
            cameo?: string | null;
            contexts: string[];
            /** Format: int64 */
            count?: number | null;
            modes: string[];
            parent?: string | null;
            /** Format: int32 */
            quad?: number | null;
            /** Format: float */
            score?: number | null;
            type: string;
        };
        /** @description A format of export. */
        ExportFormat: {
            /** @description What it is, in one line. */
            about: string;
            /** @description Ending of the file. */
            extension: string;
            /** @description Its word in the address. */
            id: string;
            /** @description Media type. */
            media_type: string;
        };
        /** @description One thing that speaks for or against. */
        Feature: {
            /**
             * Format: double
             * @description Log-odds, to a tenth.
             */
            log_odds: number;
            /** @description `time`, `place`, `words`, …. */
            name: string;
        };
        /** @description One field of an account. */
        Field: {
            corrected?: components["schemas"]["Correction"] | null;
            /** @description `what`, `who`, `whom`, `where`, `when` or `how_many`. */
            name: string;
            standing?: components["schemas"]["Standing"] | null;
            /** @description The values told, those that most voices tell first. */
            values: components["schemas"]["FieldValue"][];
        };
        /** @description One value of a field. */
        FieldValue: {
            /** @description Who says so. */
            asserted: components["schemas"]["Voice"][];
            /** @description Who denies it. */
            denied: components["schemas"]["Voice"][];
            /** @description Day of the first report that tells it. */
            first?: string | null;
            /** @description Day of the last. */
            last?: string | null;
            /** @description The value, for people. */
            value: string;
        };
        /** @description How many. */
        FigureBody: {
            /** Format: int64 */
            high?: number | null;
            /** Format: int64 */
            low?: number | null;
            scope: string;
            what: string;
        };
        /** @description One statement on who holds a place. */
        Held: {
            /** @description `de_facto`, `de_jure` or `claimed`; `taken`: an act is told by which the holder took it. */
            basis: string;
            /** @description Country or body of the holder. */
            code?: string | null;
            /** @description Said not to be so. */
            denied: boolean;
            /** @description Who holds it. */
            holder: string;
            /** @description `actual`, `future`, `hypothetical` or `conditional`. */
            modality: string;
            /** @description Told as over, or as background of long ago. */
            past: boolean;
            /** @description Since when. */
            since?: string | null;
            /** @description Until when. */
            until?: string | null;
            /** @description Who says so. */
            voice: components["schemas"]["Voice"];
        };
        /** @description A hit of the search. */
        Hit: {
            /** @description Id of the claim; null where the words stand in the text beside claims. */
            claim?: string | null;
            /** @description Id of the claim's incident. */
            incident?: string | null;
            /** @description Its day. */
            published?: string | null;
            /** @description Its outlet. */
            publisher?: string | null;
            /** @description Id of the report. */
            report: string;
            /** @description Its headline. */
            title?: string | null;
            /** @description The quote, or the words around; plain text. */
            words: string;
        };
        /** @description What is said of who holds one place. */
        Holding: {
            /** @description Holders of one day that exclude each other, in words. */
            contested?: string | null;
            /** @description ISO alpha-3. */
            country?: string | null;
            /**
             * Format: int32
             * @description GeoNames id.
             */
            geonames?: number | null;
            /** @description The place. */
            place: string;
            /** @description What was said, by day of report. */
            told: components["schemas"]["Held"][];
        };
        /** @description One incident with everything that is said of it. */
        Incident: components["schemas"]["IncidentRow"] & {
            /** @description How to cite it. */
            cite: string;
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description `what`, `who`, `whom`, `where`, `when`, `how_many`, each with its values side by side. */
            fields: components["schemas"]["Field"][];
            /** @description Ids of incidents that were joined into this one. */
            former_ids: string[];
            /** @description The reports, by day, each with the claims that it brings. */
            sources: components["schemas"]["IncidentReport"][];
            /** @description Numbers by who says so. */
            tolls: components["schemas"]["Toll"][];
        };
        /** @description A report of an incident. */
        IncidentReport: components["schemas"]["ReportRow"] & {
            /** @description Its claims that belong to the incident, in the order of the text. */
            claim_ids: string[];
        };
        /** @description One incident in a list. */
        IncidentRow: {
            /**
             * Format: int32
             * @description Claims.
             */
            claims: number;
            /** @description Fields on which accounts contradict each other: `what`, `who`, `how_many`, …. */
            disputed: string[];
            /** @description `violence`, `coercion`, `protest`, `posture`, `agreement`, `aid`, `talks` or `words`. */
            family: string;
            /** @description First day; null where none is told. */
            from?: string | null;
            /** @description Stable id; an id from before a join is redirected. */
            id: string;
            killed?: components["schemas"]["Amount"] | null;
            /** @description Modes, commonest first. */
            modes: string[];
            /** @description Told as not having happened, or as having ended. */
            not_so: boolean;
            /** @description Who acts, who suffers, who mediates. */
            parties: components["schemas"]["Party"][];
            place?: components["schemas"]["Place"] | null;
            /** @description Its words, one quote for each of the first speakers, at most four. */
            quotes: components["schemas"]["Quoted"][];
            /**
             * Format: int32
             * @description Reports that tell of it.
             */
            reports: number;
            standing?: components["schemas"]["Standing"] | null;
            /**
             * Format: int32
             * @description Texts among them, copies counted once.
             */
            texts: number;
            /** @description One line: who did what to whom, and where. */
            title: string;
            /** @description Last day. */
            to?: string | null;
            /** @description Event types, commonest first. */
            types: string[];
            /** @description Announced, feared or conditional: not told as having happened. */
            unreal: boolean;
        };
        /** @description How far the work is. The same object is the data of each server-sent event `progress`, and of the last one, `done` or `failed`. */
        Job: {
            /**
             * Format: int64
             * @description Of the reports added: new ones.
             */
            added: number;
            answer?: components["schemas"]["ReadAnswer"] | null;
            /**
             * Format: int64
             * @description Bytes to read.
             */
            bytes: number;
            /**
             * Format: int64
             * @description Bytes read.
             */
            bytes_read: number;
            /**
             * Format: int64
             * @description Claims found.
             */
            claims: number;
            /** @description Why it failed. */
            error?: string | null;
            /** @description Its id. */
            id: string;
            /** @description What went wrong, in words; at most 100. */
            problems: string[];
            /**
             * Format: int64
             * @description Of the reports added: those that replace an older version.
             */
            replaced: number;
            /**
             * Format: int64
             * @description Reports read.
             */
            reports: number;
            /** @description `running`, `done` or `failed`. */
            state: string;
            /**
             * Format: int64
             * @description Of the reports added: those that were there already.
             */
            unchanged: number;
            /** @description `read` or `add`. */
            work: string;
        };
        /** @description Work under way. */
        JobStarted: {
            /** @description Progress as server-sent events. */
            events: string;
            /** @description Where it stands: `GET` as often as you like. */
            href: string;
            /** @description Its id. */
            id: string;
        };
        /** @description What is said of one party and one term. That a term was kept is never said: silence is no proof. */
        Keeping: {
            /** @description Numbers of the breaches in [`Agreement::breaches`]. */
            breaches: number[];
            /** @description The party. */
            party: string;
            /** @description `none_alleged`, `alleged` (to have broken it) or `answered` (alleged, and denied by somebody). */
            state: string;
        };
        /** @description One lane. */
        Lane: {
            /** @description Its bins. */
            bins: components["schemas"]["Bin"][];
            /** @description What it is filtered by. */
            key: string;
            /** @description Its name. */
            label: string;
            /**
             * Format: int64
             * @description Its incidents.
             */
            total: number;
        };
        /** @description Bounds. */
        Limits: {
            /**
             * Format: int32
             * @description Rows of a page.
             */
            page: number;
            /**
             * Format: int64
             * @description Bytes of a text to read at once.
             */
            read_bytes: number;
            /**
             * Format: int64
             * @description Bytes of all files sent together.
             */
            upload_bytes: number;
        };
        /** @description One page of a list. */
        List_Agreement: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /** @description What is said to have broken it. */
                breaches: components["schemas"]["Breach"][];
                /** @description When and by whom it was agreed, took effect, and was said not to hold; by day. */
                course: components["schemas"]["Stage"][];
                /** @description First day on which it can have been struck, where told. */
                from?: string | null;
                /** @description Id of its incident. */
                id: string;
                /** @description Who agreed: codes, or names of groups. */
                parties: string[];
                /** @description Where it was struck. */
                place?: string | null;
                standing?: components["schemas"]["Standing"] | null;
                /** @description What was agreed. */
                terms: components["schemas"]["Term"][];
                /** @description Who mediated, hosted or guarantees. */
                third_parties: string[];
                /** @description One line. */
                title: string;
                /** @description Last day. */
                to?: string | null;
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_ClaimAnswer: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: (components["schemas"]["CodedClaim"] & {
                /**
                 * Format: int64
                 * @description The step of the record's log that this answer shows.
                 */
                data_version: number;
                /** @description Its report. */
                report: components["schemas"]["ReportRow"];
            })[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_Decision: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /** @description Who took it. */
                author: string;
                /** @description Ids of the claims that it is about; of a split, one side and then the other. */
                claims: string[];
                /** @description `join`, `split`, `correct` or `review`. */
                edit: string;
                /** @description Of a correction, its field. */
                field?: string | null;
                /** @description Why. */
                reason: string;
                /** @description When. */
                time: string;
                /** @description Of a correction, what it should read; of a review, the verdict. */
                value?: string | null;
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_Dispute: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /** @description The columns: everybody who says something on any of the questions, those with most to say first. */
                claimants: components["schemas"]["Claimant"][];
                /** @description The incident. */
                incident: components["schemas"]["IncidentRow"];
                /** @description The rows: the fields that are disputed. */
                questions: components["schemas"]["Question"][];
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_Hit: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /** @description Id of the claim; null where the words stand in the text beside claims. */
                claim?: string | null;
                /** @description Id of the claim's incident. */
                incident?: string | null;
                /** @description Its day. */
                published?: string | null;
                /** @description Its outlet. */
                publisher?: string | null;
                /** @description Id of the report. */
                report: string;
                /** @description Its headline. */
                title?: string | null;
                /** @description The quote, or the words around; plain text. */
                words: string;
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_Holding: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /** @description Holders of one day that exclude each other, in words. */
                contested?: string | null;
                /** @description ISO alpha-3. */
                country?: string | null;
                /**
                 * Format: int32
                 * @description GeoNames id.
                 */
                geonames?: number | null;
                /** @description The place. */
                place: string;
                /** @description What was said, by day of report. */
                told: components["schemas"]["Held"][];
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_IncidentRow: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /**
                 * Format: int32
                 * @description Claims.
                 */
                claims: number;
                /** @description Fields on which accounts contradict each other: `what`, `who`, `how_many`, …. */
                disputed: string[];
                /** @description `violence`, `coercion`, `protest`, `posture`, `agreement`, `aid`, `talks` or `words`. */
                family: string;
                /** @description First day; null where none is told. */
                from?: string | null;
                /** @description Stable id; an id from before a join is redirected. */
                id: string;
                killed?: components["schemas"]["Amount"] | null;
                /** @description Modes, commonest first. */
                modes: string[];
                /** @description Told as not having happened, or as having ended. */
                not_so: boolean;
                /** @description Who acts, who suffers, who mediates. */
                parties: components["schemas"]["Party"][];
                place?: components["schemas"]["Place"] | null;
                /** @description Its words, one quote for each of the first speakers, at most four. */
                quotes: components["schemas"]["Quoted"][];
                /**
                 * Format: int32
                 * @description Reports that tell of it.
                 */
                reports: number;
                standing?: components["schemas"]["Standing"] | null;
                /**
                 * Format: int32
                 * @description Texts among them, copies counted once.
                 */
                texts: number;
                /** @description One line: who did what to whom, and where. */
                title: string;
                /** @description Last day. */
                to?: string | null;
                /** @description Event types, commonest first. */
                types: string[];
                /** @description Announced, feared or conditional: not told as having happened. */
                unreal: boolean;
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_ReportRow: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /** @description Id of the first report that carries the same text, where another does. */
                copy_of?: string | null;
                /** @description Its id. */
                id: string;
                /** @description Language as a BCP 47 tag, where it was told or detected. */
                language?: string | null;
                /** @description Day of publication. */
                published?: string | null;
                /** @description Outlet. */
                publisher?: string | null;
                /** @description Why it was taken back, where it was. */
                retracted?: string | null;
                /** @description SHA-256 of its text. */
                text_sha256: string;
                /** @description Headline. */
                title?: string | null;
                /** @description Address. Only `http` and `https` are ever told. */
                url?: string | null;
                /** @description News agency whose report it carries. */
                wire?: string | null;
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description One page of a list. */
        List_TollRow: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Cursor of the next page; null on the last. */
            next?: string | null;
            /**
             * Format: int64
             * @description Rows without any filter: “`total` of `of`”.
             */
            of: number;
            /** @description The rows of this page. */
            rows: {
                /** @description The incident. */
                incident: components["schemas"]["IncidentRow"];
                /** @description Its counts, one for each thing counted. */
                tolls: components["schemas"]["Toll"][];
            }[];
            /**
             * Format: int64
             * @description Rows that the filters let through, on all pages together.
             */
            total: number;
        };
        /** @description Incidents in space. No country is made a point. */
        Map: {
            /** @description Incidents of which no more than the country is told. */
            countries: components["schemas"]["MapCountry"][];
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /**
             * Format: int64
             * @description Incidents of which no place is told.
             */
            no_place: number;
            /** @description The first 100 of these; none where `ids` is 0; all of them: `/api/v1/incidents?place=-`. */
            no_place_rows: components["schemas"]["IncidentRow"][];
            /**
             * Format: int64
             * @description Incidents of the record.
             */
            of: number;
            /** @description Places with a point, those with most incidents first; at most 5000. */
            points: components["schemas"]["MapPoint"][];
            /**
             * Format: int64
             * @description Points beyond those.
             */
            points_left_out: number;
            /**
             * Format: int64
             * @description Incidents that the filters let through.
             */
            total: number;
            /** @description Places that are no country and have no point: regions, seas, unknown villages. */
            unplaced: components["schemas"]["MapName"][];
        };
        /** @description Incidents placed in a country and nowhere nearer. */
        MapCountry: {
            /** @description ISO alpha-3. */
            country: string;
            /**
             * Format: int32
             * @description Of these, disputed ones.
             */
            disputed: number;
            /** @description Name. */
            name: string;
            /**
             * Format: int32
             * @description Incidents.
             */
            total: number;
        };
        /** @description Incidents of a named place without a point. */
        MapName: {
            /** @description ISO alpha-3. */
            country?: string | null;
            /**
             * Format: int32
             * @description Of these, disputed ones.
             */
            disputed: number;
            /** @description Ids of the first ones, by day: as many as `ids` says. */
            incidents: string[];
            /** @description Name. */
            name: string;
            /** @description `region` or `unknown`. */
            precision: string;
            /**
             * Format: int32
             * @description Incidents.
             */
            total: number;
        };
        /** @description Incidents of one place. */
        MapPoint: {
            /** @description ISO alpha-3. */
            country?: string | null;
            /**
             * Format: int32
             * @description Of these, disputed ones.
             */
            disputed: number;
            /** @description First day. */
            first?: string | null;
            /** @description Ids of the first ones, by day: as many as `ids` says. */
            incidents: string[];
            /** @description Last day. */
            last?: string | null;
            /**
             * Format: double
             * @description Degrees north.
             */
            lat: number;
            /**
             * Format: double
             * @description Degrees east.
             */
            lon: number;
            /** @description Name. */
            name: string;
            /** @description `exact`, `settlement`, `district` or `province`. */
            precision: string;
            /**
             * Format: double
             * @description Kilometres around the point that surely hold the place: a ring. Null for a settlement or an exact place: a dot.
             */
            radius_km?: number | null;
            /**
             * Format: int32
             * @description Incidents.
             */
            total: number;
        };
        /** @description Versions, sizes, and the values that filters can take. */
        Meta: {
            /** @description Program, lexicon and model, as each new claim names them. */
            coder: string;
            /** @description Sizes. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: int64
             * @description Step of the record's log.
             */
            data_version: number;
            /** @description Formats of `/api/v1/export/{format}`. */
            formats: components["schemas"]["ExportFormat"][];
            /** @description First day of any incident. */
            from?: string | null;
            /** @description Bounds of what can be sent. */
            limits: components["schemas"]["Limits"];
            /** @description Version of the program. */
            program: string;
            project?: components["schemas"]["Project"] | null;
            /** @description `file`, or `examples` for the example reports, coded in memory. */
            record: string;
            /** @description Last day of any incident. */
            to?: string | null;
            /** @description What to choose from. */
            values: components["schemas"]["Values"];
            /** @description Reports can be added and decisions taken (`--write`). */
            writable: boolean;
        };
        /** @description What a party owes. */
        ObligationBody: {
            condition?: components["schemas"]["Span"] | null;
            term: string;
            until?: string | null;
        };
        /** @description Who holds an office. */
        OfficeBody: {
            office: string;
            person: string;
            polity?: string | null;
        };
        /** @description What one outlet brought. */
        Outlet: {
            /**
             * Format: int64
             * @description Claims.
             */
            claims: number;
            /** @description Day of the first report. */
            first?: string | null;
            /** @description Day of the last. */
            last?: string | null;
            /** @description Name; null: not told. */
            name?: string | null;
            /**
             * Format: int64
             * @description Reports.
             */
            reports: number;
        };
        /** @description A party of an incident. */
        Party: {
            /** @description ISO alpha-3 or the code of a body. */
            code?: string | null;
            /** @description What it is filtered by, the same for all its names: a code, or of groups the name in lower case. */
            key: string;
            /** @description `state`, `government`, `armed_group`, `population`, …. */
            kind: string;
            /** @description Its name. */
            name: string;
            /** @description `actor` or `recipient`; of third parties `mediator`, `host`, `guarantor`, … or `third_party`. */
            role: string;
        };
        /** @description A place as truly as it is told. */
        Place: {
            /** @description First-level division. */
            admin1?: string | null;
            /** @description ISO alpha-3. */
            country?: string | null;
            /**
             * Format: int32
             * @description GeoNames id.
             */
            geonames?: number | null;
            /**
             * Format: double
             * @description Degrees north; null for anything larger than a province.
             */
            lat?: number | null;
            /**
             * Format: double
             * @description Degrees east.
             */
            lon?: number | null;
            /** @description Its name. */
            name: string;
            /** @description `exact`, `settlement`, `district`, `province`, `country`, `region` or `unknown`. */
            precision: string;
            /**
             * Format: double
             * @description Kilometres around the point that surely hold it.
             */
            radius_km?: number | null;
        };
        /** @description A problem detail. */
        Problem: {
            /** @description What went wrong this time, and what to do. */
            detail: string;
            /** @description Path that was asked for. */
            instance?: string | null;
            /** @description The parameter that cannot be understood. */
            parameter?: string | null;
            /**
             * Format: int32
             * @description Status of the answer.
             */
            status: number;
            /** @description The kind in words, the same for all problems of it. */
            title: string;
            /** @description Kind of the problem: `urn:dateline:problem:` and a word that stays. */
            type: string;
        };
        /** @description The project of the record. */
        Project: {
            /** @description Its countries, as codes. */
            countries: string[];
            /** @description Its first day. */
            from?: string | null;
            /** @description Its name. */
            name: string;
            /** @description Its parties, as codes or names. */
            parties: string[];
            /** @description Its last day. */
            to?: string | null;
        };
        /** @description One question and the answers to it. */
        Question: {
            /** @description What was said; a claimant who is silent on it has no cell. */
            cells: components["schemas"]["Cell"][];
            /** @description `what`, `who`, `whom`, `where`, `when` or `how_many`. */
            field: string;
            /** @description Standing, with the rule that says what contradicts what. */
            standing: components["schemas"]["Standing"];
        };
        /** @description Words of one speaker, for a list. */
        Quoted: {
            /** @description Id of the claim. */
            claim: string;
            /** @description Holds it not to be so. */
            denies: boolean;
            /** @description Outlet of the report. */
            outlet?: string | null;
            /** @description Day of the report. */
            published?: string | null;
            /** @description The words. */
            quote: string;
            /** @description Outlets that relay the speaker, outermost first. */
            relays: string[];
            /** @description Who says so. */
            speaker: string;
            /** @description What the speaker does with it. */
            stance: string;
        };
        /** @description What reading gave. */
        ReadAnswer: {
            /** @description The claims joined, by day. */
            incidents: components["schemas"]["IncidentRow"][];
            /** @description What went wrong, in words, each with its place. */
            problems: string[];
            /** @description The reports with their claims; `incident` of a claim leads to `incidents` here, not to the record. */
            reports: components["schemas"]["Report"][];
        };
        /** @description A text to be read at once; the record is not touched. */
        ReadRequest: {
            /**
             * @description Day of the report, where the text tells none.
             * @example 2022-11-08
             */
            date?: string | null;
            /** @description Outlet. */
            publisher?: string | null;
            /** @description The text, in any of the layouts of plain text that `dateline read` takes. */
            text: string;
            /** @description Headline. */
            title?: string | null;
        };
        /** @description Why one telling belongs to the incident. */
        Reason: {
            /** @description Id of a claim of the telling. */
            claim: string;
            /** @description What counts, strongest first. */
            features: components["schemas"]["Feature"][];
            /** @description Its words. */
            its_quote: string;
            /** @description Id of a claim of the telling that speaks most for it. */
            joined_to: string;
            /**
             * Format: double
             * @description The sum: above 0 rather one happening than two.
             */
            log_odds: number;
            /** @description Its words. */
            quote: string;
        };
        /** @description An edge of the relay graph: `to` has it from `from`. */
        Relay: {
            /**
             * Format: int64
             * @description Claims that went this way.
             */
            claims: number;
            /** @description Country or body of the former. */
            code?: string | null;
            /** @description The one nearer to the happening: a speaker, or an outlet that is quoted. */
            from: string;
            /** @description `speaker` or `outlet`. */
            from_kind: string;
            /** @description `outlet`, where an outlet is quoted; else how the speaker stands to what is said: `party`, `opponent`, `third_party`, `monitor` or `unnamed`. */
            relation: string;
            /** @description The outlet that carries it. */
            to: string;
        };
        /** @description One report with its text and everything that it claims. */
        Report: components["schemas"]["ReportRow"] & {
            /** @description Its claims, in the order of the text. */
            claims: components["schemas"]["CodedClaim"][];
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows; null for a text that is in no record.
             */
            data_version?: number | null;
            /** @description The text that all offsets refer to; null where the record keeps no texts. */
            text?: string | null;
        };
        /** @description One report in a list. */
        ReportRow: {
            /** @description Id of the first report that carries the same text, where another does. */
            copy_of?: string | null;
            /** @description Its id. */
            id: string;
            /** @description Language as a BCP 47 tag, where it was told or detected. */
            language?: string | null;
            /** @description Day of publication. */
            published?: string | null;
            /** @description Outlet. */
            publisher?: string | null;
            /** @description Why it was taken back, where it was. */
            retracted?: string | null;
            /** @description SHA-256 of its text. */
            text_sha256: string;
            /** @description Headline. */
            title?: string | null;
            /** @description Address. Only `http` and `https` are ever told. */
            url?: string | null;
            /** @description News agency whose report it carries. */
            wire?: string | null;
        };
        /** @description Claims to look at, drawn at random. */
        Sample: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /**
             * Format: int64
             * @description Claims to draw from.
             */
            of: number;
            /** @description The claims drawn. */
            rows: components["schemas"]["SampleRow"][];
            /**
             * Format: int64
             * @description The seed: the same seed draws the same claims from the same record.
             */
            seed: number;
        };
        /** @description One claim to look at. */
        SampleRow: components["schemas"]["ClaimAnswer"] & {
            /** @description Verdicts that were given, the latest of each author. */
            verdicts: components["schemas"]["Decision"][];
        };
        /** @description The numbers of one claimant over time. */
        Series: {
            /** @description Country or body. */
            code?: string | null;
            /** @description `outlet`, `party`, `opponent`, `third_party`, `monitor` or `unnamed`. */
            relation: string;
            /** @description Who says so. */
            speaker: string;
            /** @description What was said, by day of report. */
            steps: components["schemas"]["Step"][];
        };
        /** @description Where the record has it from. */
        Sources: {
            /** @description Ids of reports that carry one text, each family once; they count as one source. */
            copies: string[][];
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Outlets by number of reports. */
            outlets: components["schemas"]["Outlet"][];
            /** @description Who carries whom, as edges; at most 1000, the heaviest first. */
            relays: components["schemas"]["Relay"][];
            /**
             * Format: int64
             * @description Edges beyond those.
             */
            relays_left_out: number;
            /** @description Speakers by number of claims; at most 200. */
            speakers: components["schemas"]["Speaker"][];
            /**
             * Format: int64
             * @description Speakers beyond those.
             */
            speakers_left_out: number;
        };
        /** @description Words of a report: `text` is what stands between the offsets, in code points. */
        Span: {
            /** Format: int32 */
            end: number;
            /** Format: int32 */
            start: number;
            text: string;
        };
        /** @description What one speaker said. */
        Speaker: {
            /**
             * Format: int64
             * @description Claims of which it is the speaker, whoever carries them.
             */
            claims: number;
            /** @description Country or body. */
            code?: string | null;
            /**
             * Format: int64
             * @description Of these, denials.
             */
            denials: number;
            /** @description Name. */
            name: string;
        };
        /** @description One speaker. */
        SpeakerLink: {
            cue?: components["schemas"]["Span"] | null;
            relation: string;
            source: components["schemas"]["Entity"];
            stance: string;
        };
        /** @description One stage of an agreement's course. */
        Stage: {
            /** @description First day, where told. */
            from?: string | null;
            /** @description Id of the incident that tells it. */
            incident: string;
            /** @description Who does so; empty: nobody in particular. */
            parties: string[];
            /** @description Said of a time to come, or on a condition. */
            planned: boolean;
            /** @description Last day. */
            to?: string | null;
            /** @description Who says so. */
            told: components["schemas"]["Voice"][];
            /** @description `agreed`, `declared` (by one side), `in_effect`, or `not_holding`: said to be broken, to have collapsed or to be over. */
            what: string;
        };
        /** @description How well a thing is established, with the rule that decided it. */
        Standing: {
            /** @description Why, in words. */
            rule: string;
            /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
            standing: string;
        };
        /** @description One number. */
        Step: components["schemas"]["Amount"] & {
            /** @description `event`, `running_total` or `period`. */
            scope: string;
            /** @description The number for people: `12`, `at least 12`, `24–99`. */
            shown: string;
            /** @description The saying. */
            voice: components["schemas"]["Voice"];
            /** @description Who is counted, where narrower than everybody: `children`. */
            whom?: string | null;
        };
        /** @description One term. */
        Term: {
            /** @description What is said of each party's keeping it. */
            by_party: components["schemas"]["Keeping"][];
            /** @description Who owes it, by name. */
            obligors: string[];
            /** @description `cease_fire`, `protect_civilians`, …. */
            term: string;
            /** @description Who says so. */
            told: components["schemas"]["Voice"][];
            /** @description Until when. */
            until?: string | null;
        };
        /** @description Incidents over time. */
        Timeline: {
            /** @description All lanes together; bins without incidents are left out. An incident counts in the bin of its first day. */
            bins: components["schemas"]["Bin"][];
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Too many to list: show bins. */
            dense: boolean;
            /** @description First day of the first bin. */
            from?: string | null;
            /** @description At most 12, those with most incidents first. An incident can stand in several: lanes are not to be added up. */
            lanes: components["schemas"]["Lane"][];
            /** @description What makes a lane: `party`, `type`, `family` or `country`. */
            lanes_by: string;
            /**
             * Format: int64
             * @description Lanes beyond those.
             */
            lanes_left_out: number;
            /**
             * Format: int64
             * @description Incidents of the record.
             */
            of: number;
            /** @description The dated incidents by day, where there are at most 500; else empty, and `dense` is true. */
            rows: components["schemas"]["IncidentRow"][];
            /** @description Last day of the last bin. */
            to?: string | null;
            /**
             * Format: int64
             * @description Incidents that the filters let through.
             */
            total: number;
            /**
             * Format: int64
             * @description Of `total`, those whose day nobody tells: in no bin and no lane.
             */
            undated: number;
            /** @description `day`, `week` (from Monday), `month` or `year`. */
            unit: string;
        };
        /** @description One count. */
        Toll: components["schemas"]["Amount"] & {
            /** @description One for each who gives a number, those who began earliest first. */
            claimants: components["schemas"]["Series"][];
            /** @description Two sources give numbers of one day that cannot both hold, in words. */
            contradicts?: string | null;
            /** @description `killed`, `wounded`, `displaced`, …. */
            what: string;
        };
        /** @description The counts of one incident. Tolls of several incidents are never summed here: their periods may overlap. */
        TollRow: {
            /** @description The incident. */
            incident: components["schemas"]["IncidentRow"];
            /** @description Its counts, one for each thing counted. */
            tolls: components["schemas"]["Toll"][];
        };
        /** @description Values of filters, each with the number of incidents; the commonest first, at most 200 each. */
        Values: {
            /** @description For `place`: countries. */
            countries: components["schemas"]["Counted"][];
            /** @description For `type`: families of acts. */
            families: components["schemas"]["Counted"][];
            /** @description For `type`: modes. */
            modes: components["schemas"]["Counted"][];
            /** @description For `actor` and `against`. */
            parties: components["schemas"]["Counted"][];
            /** @description For `place`: the commonest places. */
            places: components["schemas"]["Counted"][];
            /** @description For `source`: outlets and speakers. */
            sources: components["schemas"]["Counted"][];
            /** @description For `standing`. */
            standings: components["schemas"]["Counted"][];
            /** @description For `type`: event types. */
            types: components["schemas"]["Counted"][];
        };
        /** @description One source of one claim. */
        Voice: {
            /** @description Id of the claim: `/api/v1/claims/{claim}`. */
            claim: string;
            /** @description Country or body of the speaker. */
            code?: string | null;
            /** @description Holds it not to be so. */
            denies: boolean;
            /**
             * Format: int32
             * @description Where they end.
             */
            end: number;
            /** @description Outlet of the report. */
            outlet?: string | null;
            /** @description Day of the report. */
            published?: string | null;
            /** @description The words. */
            quote: string;
            /** @description `outlet`, `party`, `opponent`, `third_party`, `monitor` or `unnamed`. */
            relation: string;
            /** @description Outlets that relay the speaker, outermost first. */
            relays: string[];
            /** @description Id of the report: `/api/v1/reports/{report}`. */
            report: string;
            /** @description Who speaks last in the chain; the outlet where the report says so in its own voice. */
            speaker: string;
            /** @description What the speaker does with it: `asserts`, `denies`, `accuses`, …; `reports` for the report's own voice. */
            stance: string;
            /**
             * Format: int32
             * @description Where they begin in the text of the report, in code points.
             */
            start: number;
            /** @description Id of the first report that carries this text, or this agency's text: voices with one `text` in their own voice are one source. */
            text: string;
        };
        /** @description When. */
        When: {
            anchor?: string | null;
            end?: string | null;
            open?: string | null;
            precision: string;
            rule: string;
            start?: string | null;
            words?: components["schemas"]["Span"] | null;
        };
        /** @description Where. */
        Where: {
            admin1?: string | null;
            country?: string | null;
            from?: components["schemas"]["Where"] | null;
            /** Format: int32 */
            geonames?: number | null;
            /** Format: double */
            lat?: number | null;
            /** Format: double */
            lon?: number | null;
            name: string;
            precision: string;
            /** Format: double */
            radius_km?: number | null;
            relation?: string | null;
            to?: components["schemas"]["Where"] | null;
            words?: components["schemas"]["Span"] | null;
        };
        /** @description Why the claims of an incident are one. */
        Why: {
            /**
             * Format: int64
             * @description The step of the record's log that this answer shows.
             */
            data_version: number;
            /** @description Id of the incident. */
            incident: string;
            /** @description One row for each telling after the first; empty where nothing was joined. */
            reasons: components["schemas"]["Reason"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    agreements: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Agreement"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claims: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ClaimAnswer"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claim: {
        parameters: {
            query?: {
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description id of a claim */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimAnswer"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    control: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Holding"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decisions: {
        parameters: {
            query?: {
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Decision"];
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disputes: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Dispute"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description `true`: coordinates to a tenth of a degree, names of private persons blotted out. */
                redact?: boolean;
            };
            header?: never;
            path: {
                /** @description one of the formats that /api/v1/meta lists */
                format: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    incidents: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_IncidentRow"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    incident: {
        parameters: {
            query?: {
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description id of an incident; of a claim or from before a join: redirected */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description it is at another address */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description id of a job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Job"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    map: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description Incidents told of each place, 0 to 20; 20 if not given. With 0 those without a place are only counted, too. */
                ids?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Map"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    meta: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meta"];
                };
            };
        };
    };
    read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadAnswer"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_files: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description files, under any names */
        requestBody: {
            content: {
                "multipart/form-data": number[];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description files, under any names */
        requestBody: {
            content: {
                "multipart/form-data": number[];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reports: {
        parameters: {
            query?: {
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ReportRow"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report: {
        parameters: {
            query?: {
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description id of a report */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreeing"];
                };
            };
        };
    };
    sample: {
        parameters: {
            query?: {
                /** @description Claims to draw, 1 to 200; 20 if not given. */
                n?: number;
                /** @description Seed; 1 if not given. */
                seed?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sample"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Words, all of which are to be found. */
                q: string;
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Hit"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sources"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeline: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description What makes a lane: `party` (if not given), `type`, `family` or `country`. */
                lanes?: string;
                /** @description `day`, `week`, `month`, `year`, or `auto` (if not given) for at most some 120 bins. */
                bins?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tolls: {
        parameters: {
            query?: {
                /** @description A party that acts or suffers: a code (`ARM`) or part of a name. */
                actor?: string;
                /** @description The party it was done to; together with `actor`: what one did to the other. */
                against?: string;
                /** @description Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`). */
                type?: string;
                /**
                 * @description Not before this day.
                 * @example 2023-05-01
                 */
                from?: string;
                /** @description Not after this day. */
                to?: string;
                /** @description Part of the name of a place, or a country's code; `-`: no place is told. */
                place?: string;
                /** @description Part of the name of a speaker or an outlet. */
                source?: string;
                /** @description `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`. */
                standing?: string;
                /** @description Words that stand in the quotes, all of them. */
                words?: string;
                /**
                 * @description Degrees: west,south,east,north.
                 * @example 44,38,52,42
                 */
                bbox?: string;
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
                /** @description The cursor of the answer before: its `next`. Good for the same filters only. */
                after?: string;
                /** @description Rows a page, 1 to 1000; 100 if not given. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_TollRow"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    why: {
        parameters: {
            query?: {
                /** @description The record as it stood on a day, or at a moment (ISO). */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description id of an incident */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Why"];
                };
            };
            /** @description it is at another address */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
