package cn.sunlit.cooperation;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cooperation.VehicleStore.Vehicle;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.FileKind;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.property.AssetView;
import cn.sunlit.property.ControlReleased;
import cn.sunlit.property.Property;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A seized vehicle from the street to the yard to valuation: found, held, handed over with its mileage and what lies in it,
 * kept at a cost, ready for valuation, or returned once no hold stands on it. What is done follows the seal of the
 * {@code property} asset; the plate is sealed, and whoever looks one up is on record.
 */
@Service
public class Vehicles {

    private static final String PLATE = "vehicle-plate";
    /** In megabytes. */
    private static final int LARGEST_PHOTO = 8;

    private static final int MOST_KM = 5_000_000;

    private final VehicleStore store;
    private final Cases cases;
    private final Property property;
    private final Audit audit;
    private final Access access;
    private final Keyring keys;
    private final Messages messages;
    private final StaffDirectory staff;
    private final Clock clock;

    Vehicles(
            VehicleStore store,
            Cases cases,
            Property property,
            Audit audit,
            Access access,
            Keyring keys,
            Messages messages,
            StaffDirectory staff,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.property = property;
        this.audit = audit;
        this.access = access;
        this.keys = keys;
        this.messages = messages;
        this.staff = staff;
        this.clock = clock;
    }

    /** A vehicle that the police are asked about. */
    record Noted(long id, String plate, String basis) {}

    /** Notes a vehicle for a request to the police, or finds the one that the case knows. */
    Noted note(Actor by, CaseFile file, CaseParty owner, @Nullable String typed, @Nullable String described) {
        Plate plate = Plate.parse("plate", typed);
        Optional<AssetView> sealed = VehicleRules.sealed(property.ofCase(file.id()), null);
        refuse(VehicleRules.search(sealed.isPresent()));
        String description = PlainText.optional("description", described, 100);
        byte[] index = keys.blindIndex(PLATE, plate.text());
        Optional<Long> added = store.note(new VehicleStore.New(
                file.id(),
                file.court(),
                owner.id().value(),
                owner.name(),
                sealed.get().id(),
                keys.encrypt(PLATE, plate.text()),
                index,
                plate.masked(),
                description == null ? "机动车" : description,
                by.display(),
                clock.instant()));
        added.ifPresent(id -> store.pieces(
                id, plate.pieces().stream().map(p -> keys.blindIndex(PLATE, p)).toList()));
        long id = added.orElseGet(
                () -> store.byPlate(file.id(), index).orElseThrow().id());
        return new Noted(
                id,
                plate.text(),
                "依据：%s。".formatted(sealed.get().control().map(m -> m.ruling()).orElse("查封裁定书")));
    }

    private static void refuse(List<Problem.Refusal> unmet) {
        if (!unmet.isEmpty()) {
            throw new Problem.Conflict(unmet.getFirst().because(), unmet);
        }
    }

    /** The plate in full, for the police alone. */
    String plate(long id) {
        return keys.decryptText(PLATE, store.lock(id).orElseThrow().plateSealed());
    }

    /** Puts down what happened to a vehicle. */
    @Transactional
    public void step(Actor by, CaseNumber number, long id, VehicleStep s, List<byte[]> photos) {
        CaseFile file = cases.open(by, UseCase.KEEP_VEHICLE, number);
        Vehicle v = store.lock(id)
                .filter(found -> found.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这辆车"));
        if (s.step() == null) {
            throw new Problem.Invalid("step", "请选择要登记的事项");
        }
        done(by, file, v, s.step(), s, photos);
    }

    @Practice(id = "GA-03", text = "扣留的车辆依次登记查获、入场（里程、物品清单、交接双方）、可以评估；没有生效的查封不能扣留")
    private void done(Actor by, CaseFile file, Vehicle v, VehicleStep.Step step, VehicleStep s, List<byte[]> photos) {
        Optional<AssetView> sealed = VehicleRules.sealed(property.ofCase(file.id()), v.assetId());
        refuse(VehicleRules.step(v.state(), step, sealed.isPresent()));
        Instant now = clock.instant();
        Instant at = s.at() == null ? now : s.at();
        List<Problem.FieldError> wrong = new ArrayList<>();
        if (at.isAfter(now)) {
            wrong.add(new Problem.FieldError("at", "时间不能在将来"));
        }
        String place = text(s.place(), "place", 200, "请写明" + step.placeZh(), wrong);
        boolean yard = step == VehicleStep.Step.IN_YARD;
        String keeper = yard ? text(s.keeper(), "keeper", 50, "请写明保管人", wrong) : null;
        String items = yard ? text(s.items(), "items", 1000, "请写明车内物品和车况，没有物品的写“无”", wrong) : null;
        boolean handover = yard || step == VehicleStep.Step.RETURNED;
        String handed = handover ? text(s.handedBy(), "handedBy", 50, "请写明移交人", wrong) : null;
        String received = handover ? text(s.receivedBy(), "receivedBy", 50, "请写明接收人", wrong) : null;
        if (yard && (s.odometerKm() == null || s.odometerKm() < 0 || s.odometerKm() > MOST_KM)) {
            wrong.add(new Problem.FieldError("odometerKm", "请填写里程表读数（公里）"));
        }
        if (step == VehicleStep.Step.COST && (s.cost() == null || !s.cost().isPositive())) {
            wrong.add(new Problem.FieldError("cost", "请填写费用金额"));
        }
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        Money cost = step == VehicleStep.Step.COST ? s.cost() : null;
        long added = store.step(new VehicleStore.NewStep(
                v.id(),
                step,
                at,
                place,
                keeper,
                yard ? s.odometerKm() : null,
                items,
                handed,
                received,
                cost,
                by.display(),
                now));
        for (byte[] photo : photos) {
            FileKind kind = FileKind.judge("photo", photo, LARGEST_PHOTO, Set.of(FileKind.JPEG, FileKind.PNG));
            store.photo(added, photo, kind.mediaType());
        }
        if (step != VehicleStep.Step.COST) {
            store.moved(v.id(), step.name(), sealed.map(AssetView::id).orElse(null));
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "VEHICLE_" + step.name(),
                        "车辆%s：%s（%s）".formatted(v.plateMasked(), step.zh(), place),
                        Map.of("vehicle", Long.toString(v.id()))));
    }

    private static String text(
            @Nullable String typed, String field, int most, String missing, List<Problem.FieldError> wrong) {
        try {
            return PlainText.required(field, typed, most, missing);
        } catch (Problem.Invalid e) {
            wrong.addAll(e.errors());
            return "";
        }
    }

    /** The police hold it: it waits for the yard. */
    void heldByPolice(Actor by, CaseFile file, long id, Instant at, String place) {
        Vehicle v = store.lock(id).orElseThrow();
        if (v.state().equals("WANTED")) {
            var held = new VehicleStep(VehicleStep.Step.HELD, at, place, null, null, null, null, null, null);
            done(by, file, v, VehicleStep.Step.HELD, held, List.of());
        }
    }

    /** No hold, no vehicle in the yard: the officer is told to give it back. */
    @EventListener
    void released(ControlReleased released) {
        List<Vehicle> here = store.here(released.caseId()).stream()
                .filter(v -> !v.state().equals("WANTED"))
                .toList();
        if (here.isEmpty()) {
            return;
        }
        CaseFile file = cases.byId(released.caseId());
        List<AssetView> assets = property.ofCase(released.caseId());
        for (Vehicle v : here) {
            if (VehicleRules.sealed(assets, v.assetId()).isEmpty()) {
                store.returnDue(v.id(), released.on());
                tell(v, file);
            }
        }
    }

    private void tell(Vehicle v, CaseFile file) {
        if (file.officer() != null) {
            staff.find(file.officer())
                    .ifPresent(member -> messages.sendByDay(new Sms(
                            "vehicle:%d:return".formatted(v.id()),
                            file.id(),
                            file.court(),
                            member.name(),
                            member.phone(),
                            "【阳光执行】%s：车辆的查封已经解除，请及时返还并登记。"
                                    .formatted(file.number().text()))));
        }
    }

    /** What somebody in the street sees of a vehicle, and what may be done. */
    public record Seen(
            long id,
            String plate,
            String description,
            String owner,
            CaseNumber number,
            String caption,
            String state,
            boolean mayHold,
            String advice) {}

    /** The vehicles of one's own court on whose plate the piece stands; every look is on record. */
    @Transactional
    public List<Seen> look(Actor by, @Nullable String typed) {
        access.allow(by, UseCase.LOOK_UP_PLATE, by.court());
        String piece = Plate.sought("plate", typed);
        List<Vehicle> found = store.seen(by.court(), keys.blindIndex(PLATE, piece));
        if (found.isEmpty()) {
            audit.record(by, by.court(), null, new Act("PLATE_LOOKED_UP", "按号牌查车，没有查到", Map.of("found", "0")));
        }
        return found.stream().map(v -> seen(by, v)).toList();
    }

    private Seen seen(Actor by, Vehicle v) {
        CaseFile file = cases.byId(v.caseId());
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "PLATE_LOOKED_UP",
                        "按号牌查到车辆%s".formatted(v.plateMasked()),
                        Map.of("vehicle", Long.toString(v.id()))));
        boolean sealed =
                VehicleRules.sealed(property.ofCase(v.caseId()), v.assetId()).isPresent();
        boolean mayHold =
                VehicleRules.step(v.state(), VehicleStep.Step.HELD, sealed).isEmpty() && file.isRunning();
        String advice = mayHold
                ? "查封有效，可以当场扣留：出示证件和裁定书，清点物品，登记查获地点并拍照"
                : !v.state().equals("WANTED") ? "已经扣留，不需要再处理" : "没有生效的查封，不能扣留；请记下时间、地点，报告承办人";
        return new Seen(
                v.id(),
                keys.decryptText(PLATE, v.plateSealed()),
                v.description(),
                v.ownerName(),
                file.number(),
                file.caption(),
                v.state(),
                mayHold,
                advice);
    }

    /** The vehicles of a case with their way. */
    @Transactional(readOnly = true)
    public List<VehicleView> ofCase(CaseId id) {
        return store.ofCase(id);
    }

    VehicleStore.Photo photo(CaseFile file, long id) {
        return store.photo(file.id(), id).orElseThrow(() -> new Problem.NotFound("没有这张照片"));
    }
}
