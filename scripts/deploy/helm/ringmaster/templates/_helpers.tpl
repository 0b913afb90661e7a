{{- define "ringmaster.labels" -}}
app.kubernetes.io/name: ringmaster
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "ringmaster.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "ringmaster.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (printf "%s-ringmaster" .Release.Name) }}
{{- end }}

{{- /* What every pod is: no rights at the API, no root, no privileges. */ -}}
{{- define "ringmaster.pod" -}}
serviceAccountName: {{ include "ringmaster.serviceAccount" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
{{- end }}

{{- define "ringmaster.container" -}}
image: {{ include "ringmaster.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- /* Pod of a job: data and configuration are read only, results are written. */ -}}
{{- define "ringmaster.jobPod" -}}
{{ include "ringmaster.pod" .root }}
restartPolicy: Never
containers:
  - name: ringmaster
    {{- include "ringmaster.container" .root | nindent 4 }}
    args: {{ toJson .args }}
    resources: {{ toJson .resources }}
    volumeMounts:
      - {name: data, mountPath: /data, readOnly: true}
      - {name: config, mountPath: /config, readOnly: true}
      - {name: results, mountPath: /results}
      - {name: tmp, mountPath: /tmp}
volumes:
  - name: data
    persistentVolumeClaim: {claimName: {{ .root.Values.data.existingClaim }}, readOnly: true}
  - name: config
    configMap: {name: {{ .root.Release.Name }}-config}
  - name: results
    persistentVolumeClaim: {claimName: {{ .root.Values.results.existingClaim }}}
  - name: tmp
    emptyDir: {sizeLimit: 1Gi}
{{- end }}
